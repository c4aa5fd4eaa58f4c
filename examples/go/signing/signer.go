// Package signing signs requests as signing.md explains.
package signing

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// StringToSign joins the six signed headers and the members of a body, whose numbers are json.Number.
func StringToSign(domain, path string, headers map[string]string, body map[string]any) (string, error) {
	leaves := map[string]string{}
	if err := flatten(body, "", leaves); err != nil {
		return "", err
	}
	for name, value := range headers {
		// What is named like a header and says the same is signed once.
		if taken, isTaken := leaves[name]; isTaken && taken != value {
			return "", fmt.Errorf("%s: a header of this name says something else", name)
		}
		leaves[name] = value
	}
	text := "[POST]" + domain + ":" + path
	for _, name := range slices.Sorted(maps.Keys(leaves)) {
		text += "&" + name + "=" + leaves[name]
	}
	return text, nil
}

// Signature signs a text with the access key.
func Signature(accessKey, text string) string {
	digest := hmac.New(sha256.New, []byte(accessKey))
	digest.Write([]byte(text))
	return base64.StdEncoding.EncodeToString(digest.Sum(nil))
}

func flatten(value any, name string, leaves map[string]string) (err error) {
	switch value := value.(type) {
	case map[string]any:
		for key, member := range value {
			err = errors.Join(err, flatten(member, strings.TrimPrefix(name+"."+key, "."), leaves))
		}
		return err
	case []any:
		for index, element := range value {
			err = errors.Join(err, flatten(element, name+strconv.Itoa(index), leaves))
		}
		return err
	}
	text := fmt.Sprint(value)
	if _, isText := value.(string); !isText && strings.Trim(text, "-0123456789") != "" {
		return fmt.Errorf("%s: %v cannot be signed, only text and integers can", name, value)
	}
	if _, taken := leaves[name]; taken {
		return fmt.Errorf("%s: two values have this name once they are flattened", name)
	}
	leaves[name] = text
	return nil
}
