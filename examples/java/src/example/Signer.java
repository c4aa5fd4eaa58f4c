package example;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as signing.md explains. */
final class Signer {
  /** Strings compare by UTF-16 units; names have to be in the order of their code points, which is that of UTF-8. */
  private static final Comparator<String> BY_CODE_POINT =
      (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));

  private Signer() {}

  /** Joins the six signed headers and the members of the body. */
  static String stringToSign(String domain, String path, Map<String, String> headers, JsonNode body) {
    SortedMap<String, String> leaves = new TreeMap<>(BY_CODE_POINT);
    flatten(body, "", leaves);
    headers.forEach(
        (name, value) -> {
          // What is named like a header and says the same is signed once.
          String taken = leaves.put(name, value);
          if (taken != null && !taken.equals(value)) {
            throw new IllegalArgumentException(name + ": a header of this name says something else");
          }
        });
    return "[POST]" + domain + ":" + path
        + leaves.entrySet().stream().map(leaf -> "&" + leaf.getKey() + "=" + leaf.getValue()).collect(Collectors.joining());
  }

  static String signature(String accessKey, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(utf8(accessKey), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(utf8(text)));
  }

  private static void flatten(JsonNode value, String name, SortedMap<String, String> leaves) {
    if (value.isObject()) {
      value.fields().forEachRemaining(
          member -> flatten(member.getValue(), name.isEmpty() ? member.getKey() : name + "." + member.getKey(), leaves));
    } else if (value.isArray()) {
      for (int index = 0; index < value.size(); index++) {
        flatten(value.get(index), name + index, leaves);
      }
    } else if (!value.isTextual() && !value.isIntegralNumber()) {
      throw new IllegalArgumentException(name + ": " + value + " cannot be signed, only text and integers can");
    } else if (leaves.putIfAbsent(name, value.asText()) != null) {
      throw new IllegalArgumentException(name + ": two values have this name once they are flattened");
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
