import { createHash, randomBytes } from "node:crypto";

/** Names that AWS would draw at random come in by hand, so that a test can repeat them. */
export interface Ids {
  bytes(length: number): Buffer;
  uuid(): string;
  /** `length` characters, each from `alphabet`. */
  pick(alphabet: string, length: number): string;
}

export const upperAlphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const alphanumeric = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

export const systemIds: Ids = idsFrom(randomBytes);

/** Repeatable ids for tests: the same seed draws the same names in the same order. */
export function seededIds(seed: string): Ids {
  let counter = 0;
  return idsFrom((length) => {
    const chunks: Buffer[] = [];
    for (let have = 0; have < length; have += 32) {
      chunks.push(createHash("sha256").update(`${seed}/${counter++}`).digest());
    }
    return Buffer.concat(chunks).subarray(0, length);
  });
}

function idsFrom(bytes: (length: number) => Buffer): Ids {
  return {
    bytes,
    uuid: () => {
      const b = Buffer.from(bytes(16));
      // RFC 9562 §5.4: version 4, variant 10.
      b.writeUInt8((b.readUInt8(6) & 0x0f) | 0x40, 6);
      b.writeUInt8((b.readUInt8(8) & 0x3f) | 0x80, 8);
      return b.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
    },
    pick: (alphabet, length) => {
      // Bytes past the last whole multiple of the alphabet are drawn again, or early letters would come up more often.
      const fair = 256 - (256 % alphabet.length);
      let text = "";
      while (text.length < length) {
        for (const byte of bytes(length - text.length))
          if (byte < fair) text += alphabet.charAt(byte % alphabet.length);
      }
      return text;
    },
  };
}
