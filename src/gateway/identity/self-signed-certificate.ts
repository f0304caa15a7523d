import { createPublicKey, type KeyObject, sign } from 'node:crypto';

/** Tags of DER (X.690). */
const TAG = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
  explicit0: 0xa0,
  explicit3: 0xa3,
  ipAddress: 0x87,
} as const;

/** 1.2.840.113549.1.1.11, 2.5.4.3 and 2.5.29.17, encoded. */
const OID_SHA256_WITH_RSA = Buffer.from('2a864886f70d01010b', 'hex');
const OID_COMMON_NAME = Buffer.from('550403', 'hex');
const OID_SUBJECT_ALT_NAME = Buffer.from('551d11', 'hex');
/** Clients pin this very certificate, so its time says nothing; both ends fit the form that ends with 2049. */
const VALID_FROM = '200101000000Z';
const VALID_TO = '491231235959Z';
const NAME = 'Simulated Tiger gateway';

/**
 * A certificate for 127.0.0.1 (RFC 5280, version 3). Everything in it is fixed, so the same key gives the same
 * certificate at every start. Node can read certificates but not make them.
 * @returns DER
 */
export function selfSignedCertificate(key: KeyObject): Buffer {
  const algorithm = sequence(der(TAG.oid, OID_SHA256_WITH_RSA), der(TAG.null, Buffer.alloc(0)));
  const name = sequence(der(TAG.set, sequence(der(TAG.oid, OID_COMMON_NAME), text(TAG.utf8, NAME))));
  const loopback = sequence(der(TAG.ipAddress, Buffer.from([127, 0, 0, 1])));
  const extension = sequence(der(TAG.oid, OID_SUBJECT_ALT_NAME), der(TAG.octetString, loopback));
  const version3 = der(TAG.explicit0, der(TAG.integer, Buffer.from([2])));
  const body = sequence(
    version3,
    der(TAG.integer, Buffer.from([1])),
    algorithm,
    name,
    sequence(text(TAG.utcTime, VALID_FROM), text(TAG.utcTime, VALID_TO)),
    name,
    createPublicKey(key).export({ format: 'der', type: 'spki' }),
    der(TAG.explicit3, sequence(extension)),
  );
  const noUnusedBits = Buffer.from([0]);
  const signature = Buffer.concat([noUnusedBits, sign('sha256', body, key)]);
  return sequence(body, algorithm, der(TAG.bitString, signature));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(TAG.sequence, Buffer.concat(parts));
}

function text(tag: number, value: string): Buffer {
  return der(tag, Buffer.from(value, 'utf8'));
}

function der(tag: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}
