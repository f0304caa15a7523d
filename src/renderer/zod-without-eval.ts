import * as z from 'zod';

// Zod compiles schemas with `new Function` where it can; the content security policy forbids that, and every attempt
// would be a violation report. Imported before all schemas, because they decide when they are made.
z.config({ jitless: true });
