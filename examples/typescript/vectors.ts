/** Holds the signer against signing-vectors.json, whose path is the argument. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse, signature, stringToSign } from "./signer.js";

type Text = "name" | "access_id" | "access_key" | "channel" | "platform" | "timestamp" | "nonce" | "version" | "domain" | "path" | "string_to_sign" | "signature";
type Vector = Record<Text, string> & { body: unknown };
type Refused = { name: string; body: unknown };

const published = parse(readFileSync(process.argv[2]!, "utf8")) as { vectors: Vector[]; refused: Refused[] };
const headersOf = ({ access_id: accessId, channel, platform, timestamp: UTCTimestamp, nonce, version }: Vector) =>
  ({ accessId, channel, platform, UTCTimestamp, nonce, version });
for (const vector of published.vectors) {
  const text = stringToSign(vector.domain, vector.path, headersOf(vector), vector.body);
  assert.equal(text, vector.string_to_sign, vector.name);
  assert.equal(signature(vector.access_key, text), vector.signature, vector.name);
}
for (const { name, body } of published.refused) {
  assert.throws(() => stringToSign("", "", headersOf(published.vectors[0]!), body), TypeError, name);
}
console.log(`${published.vectors.length} vectors pass, ${published.refused.length} bodies are refused`);
