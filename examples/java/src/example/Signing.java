package example;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.function.Consumer;

/** Signs every request of the generated client, with the bytes that are really sent. */
record Signing(String accessId, String accessKey, String platform, String edition) implements Consumer<HttpRequest.Builder> {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void accept(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    Map<String, String> headers =
        Map.of(
            "accessId", accessId,
            "channel", "4",
            "platform", platform,
            "UTCTimestamp", Long.toString(Instant.now().getEpochSecond()),
            "nonce", Long.toString(RANDOM.nextLong(Long.MAX_VALUE)),
            "version", edition);
    try {
      String text =
          Signer.stringToSign(
              request.uri().getAuthority(), request.uri().getPath(), headers, JSON.readTree(content(request)));
      headers.forEach(builder::setHeader);
      builder.setHeader("signature", Signer.signature(accessKey, text));
      if (!edition.equals("1.0.0")) {
        // Not signed: the language to answer in, 0 for Chinese.
        builder.setHeader("languageFlag", request.uri().getHost().contains("renderbus") ? "0" : "1");
      }
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] content(HttpRequest request) {
    var bytes = BodySubscribers.ofByteArray();
    request.bodyPublisher().orElseThrow().subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            bytes.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            bytes.onNext(List.of(part));
          }

          @Override
          public void onError(Throwable error) {
            bytes.onError(error);
          }

          @Override
          public void onComplete() {
            bytes.onComplete();
          }
        });
    return bytes.getBody().toCompletableFuture().join();
  }
}
