/** Holds the signer against signing-vectors.json, whose path is the argument. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse, signature, stringToSign } from "./signer.js";

type Text = "name" | "access_id" | "access_key" | "channel" | "platform" | "timestamp" | "nonce" | "version" | "domain" | "path" | "string_to_sign" | "signature";
type Vector = Record<Text, string> & { body: unknown };

const { vectors } = parse(readFileSync(process.argv[2]!, "utf8")) as { vectors: Vector[] };
for (const vector of vectors) {
  const { access_id: accessId, channel, platform, timestamp: UTCTimestamp, nonce, version } = vector;
  const headers = { accessId, channel, platform, UTCTimestamp, nonce, version };
  const text = stringToSign(vector.domain, vector.path, headers, vector.body);
  assert.equal(text, vector.string_to_sign, vector.name);
  assert.equal(signature(vector.access_key, text), vector.signature, vector.name);
}
for (const body of [{ a: true }, { a: null }, { a: 1.5 }, { a: [1], a0: 2 }]) {
  const headers = { accessId: "", channel: "", platform: "", UTCTimestamp: "", nonce: "", version: "" };
  assert.throws(() => stringToSign("", "", headers, body), TypeError);
}
console.log(`${vectors.length} vectors pass`);
