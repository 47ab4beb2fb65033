import { z } from 'zod';
import type { Unreadable, VendorAnswer } from '../answer.ts';

/** Text of the length that ids, codes and names of vendors have. */
export const short = z.string().min(1).max(200);
/** RFC 3339 text. */
export const moment = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
/** Milliseconds since 1970, as a number or as text. */
export const milliseconds = z.coerce
  .number()
  .int()
  .positive()
  .max(8.64e15)
  .transform((ms) => new Date(ms));

/** Reads a body by the form that a vendor's messages have. What is not named is let through. */
export function readForm<Form extends z.ZodType>(form: Form, body: unknown): { read: z.output<Form> } | Unreadable {
  const { success, data, error } = form.safeParse(body);
  if (success) return { read: data };
  return { kind: 'UNREADABLE', path: error.issues[0]?.path.map(String).join('.') ?? '' };
}

/** An answer to our question. It has no name of its own: one that says the same of the same thing is a copy. */
export function polled(answer: Omit<VendorAnswer, 'kind' | 'messageId'>): VendorAnswer {
  const { reference, status, score, reasonCodes } = answer;
  return { kind: 'ANSWER', messageId: [reference, status, score ?? '', ...reasonCodes].join(' '), ...answer };
}
