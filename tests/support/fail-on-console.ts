import { afterEach, beforeEach, expect, vi } from 'vitest';

// Code under test speaks through its logger and its results: a stray console line is a leftover, or an error that
// nobody looked at.
const METHODS = ['debug', 'error', 'info', 'log', 'trace', 'warn'] as const;
let lines: unknown[][] = [];

beforeEach(() => {
  lines = [];
  for (const method of METHODS) {
    vi.spyOn(console, method).mockImplementation((...args) => {
      lines.push([method, ...args]);
    });
  }
});

afterEach(() => {
  expect(lines, 'nothing may be written to the console').toEqual([]);
});
