package signing

import (
	"encoding/json"
	"os"
	"testing"
)

type vector struct {
	Name      string
	AccessID  string `json:"access_id"`
	AccessKey string `json:"access_key"`
	Channel   string
	Platform  string
	Timestamp string
	Nonce     string
	Version   string
	Domain    string
	Path      string
	Body      map[string]any
	Text      string `json:"string_to_sign"`
	Signature string
}

func (v vector) headers() map[string]string {
	return map[string]string{"accessId": v.AccessID, "channel": v.Channel, "platform": v.Platform,
		"UTCTimestamp": v.Timestamp, "nonce": v.Nonce, "version": v.Version}
}

// SIGNING_VECTORS names the file signing-vectors.json.
func TestVectors(t *testing.T) {
	file, err := os.Open(os.Getenv("SIGNING_VECTORS"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var published struct {
		Vectors []vector
		Refused []struct {
			Name string
			Body map[string]any
		}
	}
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	if err := decoder.Decode(&published); err != nil {
		t.Fatal(err)
	}
	for _, v := range published.Vectors {
		t.Run(v.Name, func(t *testing.T) {
			text, err := StringToSign(v.Domain, v.Path, v.headers(), v.Body)
			if err != nil {
				t.Fatal(err)
			}
			if text != v.Text {
				t.Errorf("string to sign\n got %s\nwant %s", text, v.Text)
			}
			if got := Signature(v.AccessKey, text); got != v.Signature {
				t.Errorf("signature: got %s, want %s", got, v.Signature)
			}
		})
	}
	for _, refused := range published.Refused {
		if text, err := StringToSign("", "", published.Vectors[0].headers(), refused.Body); err == nil {
			t.Errorf("%s was signed as %s", refused.Name, text)
		}
	}
	t.Logf("%d vectors pass, %d bodies are refused", len(published.Vectors), len(published.Refused))
}
