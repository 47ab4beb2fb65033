import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { records } from '../matching/support/people.ts';
import { type World, createWorld } from '../matching/support/world.ts';
import { erased } from './support.ts';

vi.setConfig({ testTimeout: 60_000 });

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

test('after an erasure the others are who they would be if the erased had never been there', async () => {
  const end = Date.now() + 15_000;
  await fc.assert(
    fc.asyncProperty(records({ minLength: 2, maxLength: 10 }), fc.nat(), async (all, which) => {
      if (Date.now() > end) return;
      await world.clear();
      await world.sql`delete from suppression`;
      for (const said of all) await world.write(said);
      const people = [...(await world.people())];
      const [personId, gone] = people[which % people.length]!;
      await erased(world.hub, personId);
      expect(await world.faults()).toEqual([]);
      const left = await world.partition();
      expect(await world.logFaults()).toEqual([]);

      await world.clear();
      await world.sql`delete from suppression`;
      for (const said of all) if (!gone.includes(said.externalId)) await world.write(said);
      expect(await world.partition()).toBe(left);
    }),
    { numRuns: 30 },
  );
});
