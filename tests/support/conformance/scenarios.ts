// Every scenario of the official suite for servers: run, or left out with its reason.

/** Answered alike by the product itself and by the fixture. */
export const OF_THE_PRODUCT = {
  '2025-11-25': [
    'server-initialize',
    'ping',
    'logging-set-level',
    'tools-list',
    'resources-list',
    'prompts-list',
    'server-session-lifecycle',
    'server-sse-multiple-streams',
  ],
  '2026-07-28': [
    'server-stateless',
    'tools-list',
    'resources-list',
    'prompts-list',
    'caching',
    'sep-2164-resource-not-found',
    'server-sse-multiple-streams',
    'input-required-result-unsupported-methods',
  ],
} as const;

/** Ask for tools, resources and prompts by name, which the fixture has; the adapters are the product's. */
export const OF_THE_FIXTURE = {
  '2025-11-25': [
    'completion-complete',
    'tools-call-simple-text',
    'tools-call-error',
    'tools-call-with-progress',
    'tools-call-with-logging',
    'resources-read-text',
    'resources-templates-read',
    'resources-subscribe',
    'resources-unsubscribe',
    'prompts-get-simple',
    'prompts-get-with-args',
  ],
  '2026-07-28': [
    'completion-complete',
    'tools-call-simple-text',
    'tools-call-error',
    'tools-call-with-progress',
    'resources-read-text',
    'resources-templates-read',
    'prompts-get-simple',
    'prompts-get-with-args',
  ],
} as const;

/** About HTTP itself, which the door is asked in addition. */
export const OF_THE_DOOR = {
  '2025-11-25': [...OF_THE_PRODUCT['2025-11-25'], 'dns-rebinding-protection'],
  '2026-07-28': [...OF_THE_PRODUCT['2026-07-28'], 'http-header-validation'],
} as const;

const ONLY_TEXT = 'answers of the product are text and structured content, resources and prompts are text';
const ASKS_NOBODY = 'the product asks a client for nothing: decisions are made in the window (decision 3)';
const NO_RESUMING = 'the door resumes no broken stream (decision 16)';
const NO_HEADER_ARGUMENTS = 'no tool of the product takes an argument from a header';
const NO_TASKS = 'the product has no tasks: a proposal is waited for by a tool';

export const LEFT_OUT: Readonly<Record<string, string>> = {
  'tools-call-image': ONLY_TEXT,
  'tools-call-audio': ONLY_TEXT,
  'tools-call-embedded-resource': ONLY_TEXT,
  'tools-call-mixed-content': ONLY_TEXT,
  'resources-read-binary': ONLY_TEXT,
  'prompts-get-embedded-resource': ONLY_TEXT,
  'prompts-get-with-image': ONLY_TEXT,
  'json-schema-2020-12': 'pending in the suite; the product’s schemas use what draft-07 and 2020-12 share',
  'tools-call-sampling': ASKS_NOBODY,
  'tools-call-elicitation': ASKS_NOBODY,
  'elicitation-sep1034-defaults': ASKS_NOBODY,
  'elicitation-sep1330-enums': ASKS_NOBODY,
  'input-required-result-basic-elicitation': ASKS_NOBODY,
  'input-required-result-basic-sampling': ASKS_NOBODY,
  'input-required-result-basic-list-roots': ASKS_NOBODY,
  'input-required-result-request-state': ASKS_NOBODY,
  'input-required-result-multiple-input-requests': ASKS_NOBODY,
  'input-required-result-multi-round': ASKS_NOBODY,
  'input-required-result-missing-input-response': ASKS_NOBODY,
  'input-required-result-non-tool-request': ASKS_NOBODY,
  'input-required-result-result-type': ASKS_NOBODY,
  'input-required-result-tampered-state': ASKS_NOBODY,
  'input-required-result-capability-check': ASKS_NOBODY,
  'input-required-result-ignore-extra-params': ASKS_NOBODY,
  'input-required-result-validate-input': ASKS_NOBODY,
  'server-sse-polling': NO_RESUMING,
  'http-custom-header-server-validation': NO_HEADER_ARGUMENTS,
  'tasks-lifecycle': NO_TASKS,
  'tasks-capability-negotiation': NO_TASKS,
  'tasks-wire-fields': NO_TASKS,
  'tasks-request-state-removal': NO_TASKS,
  'tasks-mrtr-input': NO_TASKS,
  'tasks-request-headers': NO_TASKS,
  'tasks-dispatch-and-envelope': NO_TASKS,
  'tasks-status-notifications': NO_TASKS,
  'tasks-required-task-error': NO_TASKS,
  'tasks-mrtr-composition': NO_TASKS,
  'sep-2640-skills-directory': 'the product has no skills',
  'sep-2640-skills-enumeration': 'the product has no skills',
  'sep-2640-skills-manifest': 'the product has no skills',
};

const DUAL_ERA =
  'a request without the envelope is one of an older revision, and the product serves those on the same connection';

/** Single checks of scenarios that are run. */
export const CHECKS_LEFT_OUT: Readonly<Record<string, string>> = {
  'sep-2575-request-meta-invalid-missing-meta': DUAL_ERA,
  'sep-2575-request-meta-invalid-missing-protocol-version': DUAL_ERA,
  'sep-2575-http-server-meta-invalid-400': DUAL_ERA,
  'sep-2575-http-server-header-mismatch-400':
    'the front before the socket is the test’s own; the door is asked by http-header-validation',
  'sep-2575-server-rejects-undeclared-capability': ASKS_NOBODY,
  'sep-2575-missing-capability-http-400': ASKS_NOBODY,
};
