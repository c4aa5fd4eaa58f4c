package example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.List;
import java.util.Map;

/** Holds the signer against signing-vectors.json, whose path is the argument. */
final class Vectors {
  public static void main(String[] arguments) throws Exception {
    JsonNode vectors = new ObjectMapper().readTree(new File(arguments[0])).get("vectors");
    for (JsonNode vector : vectors) {
      Map<String, String> headers =
          Map.of(
              "accessId", text(vector, "access_id"),
              "channel", text(vector, "channel"),
              "platform", text(vector, "platform"),
              "UTCTimestamp", text(vector, "timestamp"),
              "nonce", text(vector, "nonce"),
              "version", text(vector, "version"));
      String toSign = Signer.stringToSign(text(vector, "domain"), text(vector, "path"), headers, vector.get("body"));
      compare(vector, "string_to_sign", toSign);
      compare(vector, "signature", Signer.signature(text(vector, "access_key"), toSign));
    }
    for (String body : List.of("{\"a\": true}", "{\"a\": null}", "{\"a\": 1.5}", "{\"a\": [1], \"a0\": 2}")) {
      refuse(new ObjectMapper().readTree(body));
    }
    System.out.println(vectors.size() + " vectors pass");
  }

  private static String text(JsonNode vector, String member) {
    return vector.get(member).textValue();
  }

  private static void compare(JsonNode vector, String member, String got) {
    if (!got.equals(text(vector, member))) {
      throw new AssertionError(text(vector, "name") + ": " + member + " is " + got + ", not " + text(vector, member));
    }
  }

  private static void refuse(JsonNode body) {
    try {
      Signer.stringToSign("", "", Map.of(), body);
    } catch (IllegalArgumentException expected) {
      return;
    }
    throw new AssertionError(body + " was signed");
  }
}
