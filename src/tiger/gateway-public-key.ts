/**
 * Tiger's own public key, with which the production gateway signs its answers: RSA 1024, SPKI, as published in the
 * official SDKs (tigeropen 3.7.0, tiger_open_config.py, TIGER_PUBLIC_KEY).
 */
export const PRODUCTION_GATEWAY_PUBLIC_KEY =
  'MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDNF3G8SoEcCZh2rshUbayDgLLrj6rKgzNMxDL2HS' +
  'nKcB0+GPOsndqSv+a4IBu9+I3fyBp5hkyMMG2+AXugd9pMpy6VxJxlNjhX1MYbNTZJUT4nudki4uh+LM' +
  'OkIBHOceGNXjgB+cXqmlUnjlqha/HgboeHSnSgpM3dKSJQlIOsDwIDAQAB';
