import * as z from 'zod';

/** What can go wrong between a client and a gateway. */
export const FAULT_KINDS = [
  /** Never answers; the connection stays open. */
  'hang',
  /** Answers late, by `latencyMs`. */
  'latency',
  /** Cuts the connection; nothing was done. */
  'reset_before',
  /** Does what was asked, then cuts the connection. */
  'reset_after',
  /** Does what was asked, then never answers. */
  'hang_after',
  'garbage',
  'html',
  'http_500',
  'rate_limit',
  /** The older answer to too many calls: HTTP 200 with code 4 (wire contract 7.2). */
  'rate_limit_old',
  /** This device lost its permission (code 4 with 4000 inside the text). */
  'permission_lost',
  'token_expired',
  /** A refusal with `code` and `message` of the rule, signed. */
  'refuse',
  /** The same without a signature, as some services answer errors. */
  'refuse_unsigned',
  /** The same inside `data` of an answer that says success (wire contract 2.4). */
  'refuse_inside',
  /** From here on what was asked is done; these two answer with a bad envelope. */
  'wrong_signature',
  'missing_signature',
  /** The envelope's time is ahead by `latencyMs`; the answer itself is right and comes at once. */
  'clock_skew',
  /** Half of the answer's bytes, then the connection breaks. */
  'half_reply',
  /** The whole answer twice in one body. */
  'double_reply',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults in which the request is carried out although the answer does not say so. */
const PROCESSED: readonly FaultKind[] = [
  'latency',
  'reset_after',
  'hang_after',
  'wrong_signature',
  'missing_signature',
  'clock_skew',
  'half_reply',
  'double_reply',
];

const RULES_MAX = 100;
const SERVER_ERROR = 1;
const LATENCY_MS_MAX = 600_000;
const MESSAGE_LENGTH_MAX = 500;

export const faultRuleSchema = z.strictObject({
  kind: z.enum(FAULT_KINDS),
  /** Absent: every method. */
  method: z.string().optional(),
  /** How often; absent: until cleared. */
  count: z.int().positive().optional(),
  latencyMs: z.int().nonnegative().max(LATENCY_MS_MAX).optional(),
  /** Of the refusing kinds; 1 (server error) if absent. */
  code: z.int().min(1).max(99_999).optional(),
  message: z.string().max(MESSAGE_LENGTH_MAX).optional(),
  /** Whether the request is carried out first; the default depends on the kind. */
  isProcessed: z.boolean().optional(),
});
export type FaultRule = z.infer<typeof faultRuleSchema>;

export interface Fault {
  readonly kind: FaultKind;
  readonly latencyMs: number;
  readonly isProcessed: boolean;
  readonly code: number;
  readonly message: string;
}

interface ActiveRule {
  readonly rule: FaultRule;
  left: number;
}

/** The faults that tests have ordered, first come first served. */
export class FaultPlan {
  #rules: ActiveRule[] = [];

  /** @throws RangeError if the plan is full */
  add(rule: FaultRule): void {
    if (this.#rules.length >= RULES_MAX) throw new RangeError(`at most ${RULES_MAX} faults`);
    this.#rules.push({ rule, left: rule.count ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.#rules = [];
  }

  /** Uses up one fault for the method, if there is one. */
  take(method: string): Fault | null {
    const active = this.#rules.find(({ rule }) => rule.method === undefined || rule.method === method);
    if (active === undefined) return null;
    active.left -= 1;
    if (active.left <= 0) this.#rules = this.#rules.filter((item) => item !== active);
    const { kind, latencyMs, isProcessed, code, message } = active.rule;
    return {
      kind,
      latencyMs: latencyMs ?? 0,
      isProcessed: isProcessed ?? PROCESSED.includes(kind),
      code: code ?? SERVER_ERROR,
      message: message ?? 'refused by order of a test',
    };
  }
}
