/** Lets openapi-fetch sign every request, with the bytes that are really sent. */

import { randomInt } from "node:crypto";
import type { Middleware } from "openapi-fetch";
import { parse, signature, stringToSign } from "./signer.js";

export function signing(accessId: string, accessKey: string, platform: string, edition: string): Middleware {
  return {
    async onRequest({ request }) {
      const headers = {
        accessId,
        channel: "4",
        platform,
        UTCTimestamp: String(Math.floor(Date.now() / 1000)),
        nonce: String(randomInt(2 ** 47)),
        version: edition,
      };
      const url = new URL(request.url);
      const text = stringToSign(url.host, url.pathname, headers, parse(await request.clone().text()));
      for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
      request.headers.set("signature", signature(accessKey, text));
      // Not signed: the language to answer in, 0 for Chinese.
      if (edition !== "1.0.0") request.headers.set("languageFlag", url.host.includes("renderbus") ? "0" : "1");
      return request;
    },
  };
}
