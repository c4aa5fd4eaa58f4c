package signing

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"io"
	"math/big"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Transport signs every request, with the bytes that are really sent. It repeats nothing: a nonce serves once.
type Transport struct {
	AccessID, AccessKey, Platform, Edition string
}

// RoundTrip signs a copy of the request and sends it.
func (t Transport) RoundTrip(request *http.Request) (*http.Response, error) {
	content, err := io.ReadAll(request.Body)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(content))
	decoder.UseNumber()
	var body map[string]any
	if err := decoder.Decode(&body); err != nil {
		return nil, err
	}
	nonce, err := rand.Int(rand.Reader, big.NewInt(1_000_000_000_000))
	if err != nil {
		return nil, err
	}
	headers := map[string]string{
		"accessId":     t.AccessID,
		"channel":      "4",
		"platform":     t.Platform,
		"UTCTimestamp": strconv.FormatInt(time.Now().Unix(), 10),
		"nonce":        nonce.String(),
		"version":      t.Edition,
	}
	text, err := StringToSign(request.URL.Host, request.URL.Path, headers, body)
	if err != nil {
		return nil, err
	}
	signed := request.Clone(request.Context())
	signed.Body = io.NopCloser(bytes.NewReader(content))
	for name, value := range headers {
		signed.Header.Set(name, value)
	}
	signed.Header.Set("signature", Signature(t.AccessKey, text))
	if t.Edition != "1.0.0" {
		// Not signed: the language to answer in, 0 for Chinese.
		signed.Header.Set("languageFlag", "1")
		if strings.Contains(request.URL.Host, "renderbus") {
			signed.Header.Set("languageFlag", "0")
		}
	}
	return http.DefaultTransport.RoundTrip(signed)
}
