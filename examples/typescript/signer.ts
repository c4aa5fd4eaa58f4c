/** Signs requests as signing.md explains. */

import { createHmac } from "node:crypto";

/** The six headers that are signed. */
export type SignedHeaders = Record<"accessId" | "channel" | "platform" | "UTCTimestamp" | "nonce" | "version", string>;

/** Reads JSON without rounding integers that a double cannot hold. */
export function parse(text: string): unknown {
  const exact = (_key: string, value: unknown, context?: { source: string }) =>
    Number.isInteger(value) && !Number.isSafeInteger(value) ? BigInt(context!.source) : value;
  return JSON.parse(text, exact);
}

function* flatten(value: unknown, name: string): Generator<[string, string]> {
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) yield* flatten(element, `${name}${index}`);
  } else if (typeof value === "object" && value !== null) {
    for (const [key, member] of Object.entries(value)) yield* flatten(member, name ? `${name}.${key}` : key);
  } else if (typeof value === "string" || typeof value === "bigint" || Number.isSafeInteger(value)) {
    yield [name, String(value)];
  } else {
    throw new TypeError(`${name}: ${value} cannot be signed, only text and integers can`);
  }
}

export function stringToSign(domain: string, path: string, headers: SignedHeaders, body: unknown): string {
  // A member that is named like a header and says the same is signed once.
  const members = [...flatten(body, "")].filter(([name, text]) => headers[name as keyof SignedHeaders] !== text);
  const leaves = [...flatten(headers, ""), ...members];
  // Strings compare by UTF-16 units; the names have to be in the order of their code points, which is that of UTF-8.
  leaves.sort(([one], [other]) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  const twice = leaves.find(([name], index) => name === leaves[index + 1]?.[0]);
  if (twice) throw new TypeError(`${twice[0]}: two values have this name once they are flattened`);
  return `[POST]${domain}:${path}&${leaves.map((leaf) => leaf.join("=")).join("&")}`;
}

export function signature(accessKey: string, text: string): string {
  return createHmac("sha256", accessKey).update(text, "utf8").digest("base64");
}
