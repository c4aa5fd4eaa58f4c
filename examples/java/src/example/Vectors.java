package example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.Map;

/** Holds the signer against signing-vectors.json, whose path is the argument. */
final class Vectors {
  public static void main(String[] arguments) throws Exception {
    JsonNode published = new ObjectMapper().readTree(new File(arguments[0]));
    JsonNode vectors = published.get("vectors");
    JsonNode refused = published.get("refused");
    for (JsonNode vector : vectors) {
      String toSign =
          Signer.stringToSign(text(vector, "domain"), text(vector, "path"), headers(vector), vector.get("body"));
      compare(vector, "string_to_sign", toSign);
      compare(vector, "signature", Signer.signature(text(vector, "access_key"), toSign));
    }
    for (JsonNode vector : refused) {
      refuse(vector, headers(vectors.get(0)));
    }
    System.out.println(vectors.size() + " vectors pass, " + refused.size() + " bodies are refused");
  }

  private static Map<String, String> headers(JsonNode vector) {
    return Map.of(
        "accessId", text(vector, "access_id"),
        "channel", text(vector, "channel"),
        "platform", text(vector, "platform"),
        "UTCTimestamp", text(vector, "timestamp"),
        "nonce", text(vector, "nonce"),
        "version", text(vector, "version"));
  }

  private static String text(JsonNode vector, String member) {
    return vector.get(member).textValue();
  }

  private static void compare(JsonNode vector, String member, String got) {
    if (!got.equals(text(vector, member))) {
      throw new AssertionError(text(vector, "name") + ": " + member + " is " + got + ", not " + text(vector, member));
    }
  }

  private static void refuse(JsonNode vector, Map<String, String> headers) {
    try {
      Signer.stringToSign("", "", headers, vector.get("body"));
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError(text(vector, "name") + " was signed");
  }
}
