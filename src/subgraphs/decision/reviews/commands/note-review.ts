import { actorName } from '../../../../kernel/actor.ts';
import { newId } from '../../../../kernel/ids.ts';
import { Problems } from '../../../../kernel/input/problems.ts';
import { requiredText } from '../../../../kernel/input/text.ts';
import type { Context } from '../../context.ts';
import type { NoteReviewInput } from '../../schema.generated.ts';
import { sealNote } from '../sealing.ts';
import { insertNote } from '../store-work.ts';
import { type Answer, onReview } from './on-review.ts';

const NOTE_MAX_LENGTH = 2_000;

/** Writes a note on a review. */
export async function noteReview(context: Context, input: NoteReviewInput): Promise<Answer<never>> {
  const { actor, clock, vault } = context;
  const now = clock.now();
  const problems = new Problems();
  const text = requiredText(problems, 'text', input.text, NOTE_MAX_LENGTH);
  return onReview(context, 'noteReview', { input, problems, now }, async (tx, review) => {
    const id = newId(clock);
    const { key, wrapped } = vault.createKey(id);
    const sealed = sealNote(vault, key, text!);
    insertNote(tx, { id, reviewId: review.id, sealed, wrapped, author: actorName(actor), writtenAt: now });
    return { told: 'review.noted', data: { noteId: id } };
  });
}
