/**
 * Keys of tiger_openapi_config.properties (wire contract 9.1). All but `tiger_public_key`, `quote_server_url` and
 * `push_certificate` are the vendor's; those exist for a gateway on this machine, which has keys of its own.
 */
export const PROPERTY = {
  tigerId: 'tiger_id',
  account: 'account',
  license: 'license',
  privateKey: 'private_key',
  privateKeyPkcs8: 'private_key_pk8',
  privateKeyPkcs1: 'private_key_pk1',
  environment: 'env',
  secretKey: 'secret_key',
  token: 'token',
  serverUrl: 'server_url',
  quoteServerUrl: 'quote_server_url',
  /** `ssl,host,port` of the push service. */
  pushAddress: 'socket_host_port',
  /** Bare base64 DER. Only looked at when the push service is on loopback. */
  pushCertificate: 'push_certificate',
  /** Bare SPKI base64. Only read when every server is on loopback: Tiger's own key cannot be replaced by a file. */
  tigerPublicKey: 'tiger_public_key',
} as const;

/** Where a private key may stand, in the order in which the official SDKs look (wire contract 9.1). */
export const PRIVATE_KEY_PROPERTIES = [
  PROPERTY.privateKey,
  PROPERTY.privateKeyPkcs8,
  PROPERTY.privateKeyPkcs1,
] as const;
