/** Codes of wire contract 7.1 that this gateway answers with. */
export const REFUSAL_CODE = {
  server: 1,
  forbidden: 4,
  rateLimit: 5,
  common: 1000,
  business: 1010,
  duplicateOrder: 1100,
  globalAccount: 1100,
  standardAccount: 1200,
  paperAccount: 1300,
  quote: 2100,
  userToken: 2400,
  permission: 4000,
} as const;

/** An expected refusal: becomes the answer's code and message. */
export class GatewayRefusal extends Error {
  override readonly name = 'GatewayRefusal';
  readonly code: number;
  readonly httpStatus: number;

  constructor(code: number, message: string, httpStatus = 200) {
    super(message);
    this.code = code;
    this.httpStatus = httpStatus;
  }
}

/** Errors of the envelope: signature, method, time pattern. */
export function commonError(detail: string): GatewayRefusal {
  return new GatewayRefusal(REFUSAL_CODE.common, `common param error(${detail})`);
}

/** Errors of `biz_content`. */
export function businessError(detail: string): GatewayRefusal {
  return new GatewayRefusal(REFUSAL_CODE.business, `biz param error(${detail})`);
}

/** Account kinds by the text of the id (wire contract 1.6) decide which code family a trade refusal has. */
export function accountError(account: string, detail: string): GatewayRefusal {
  if (/^\d{17,}$/.test(account)) {
    return new GatewayRefusal(REFUSAL_CODE.paperAccount, `paper_account_response_error(${detail})`);
  }
  if (/^\d+$/.test(account)) {
    return new GatewayRefusal(REFUSAL_CODE.standardAccount, `standard_account_response_error(${detail})`);
  }
  return new GatewayRefusal(REFUSAL_CODE.globalAccount, `global_account_response_error(${detail})`);
}
