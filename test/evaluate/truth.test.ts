import { expect, test } from 'vitest';
import { type Folder, MAPPING, PEOPLE, createFolder, selfsame } from './command.ts';

/** What the command reports of files of the same rows under a truth file. */
async function report(folder: Folder, files: readonly string[], truth: string) {
  const map = await folder.write('people.map.json', MAPPING);
  const paths = await Promise.all(files.map((name) => folder.write(name, PEOPLE)));
  const { stdout } = await selfsame('evaluate', ...paths, '--map', map, '--truth', await folder.write('who', truth));
  return JSON.parse(stdout);
}

test('an id that stands for two people is ambiguous: its records are counted and left out', async () => {
  await using folder = await createFolder();
  const truth = 'id,person\n1,a\n2,a\n3,b\n3,x\n3,b\n4,c\n';
  expect(await report(folder, ['people.csv'], truth)).toMatchObject({
    records: { read: 3, unlabelled: 0, ambiguous: 1 },
    people: { true: 2 },
  });
});

test('a truth that names files tells apart the same ids in several of them', async () => {
  await using folder = await createFolder();
  const truth = 'source,id,person\ncrm,1,a\ncrm,2,a\ncrm,3,b\nHR,1,c\nHR,2,d\nHR,4,e\n';
  expect(await report(folder, ['crm.csv', 'hr.csv'], truth)).toMatchObject({
    // Nobody says who 4 of crm is, and 3 of hr: the same ids in the other file are other people's.
    records: { read: 6, unlabelled: 2, ambiguous: 0 },
    people: { true: 5 },
  });
});

test('a truth that names files with their endings, or other files, is understood', async () => {
  await using folder = await createFolder();
  const named = 'file,id,person\npeople.csv,1,a\npeople.csv,2,a\n';
  expect(await report(folder, ['people.csv'], named)).toMatchObject({ records: { read: 2, unlabelled: 2 } });
  const other = 'source,id,person\nold,1,a\nnew,1,b\nold,2,a\nnew,3,b\n';
  expect(await report(folder, ['people.csv'], other)).toMatchObject({
    records: { read: 2, unlabelled: 1, ambiguous: 1 },
  });
});

test('an empty person is none, not one whom all such records are', async () => {
  await using folder = await createFolder();
  expect(await report(folder, ['people.csv'], 'id,person\n1,\n2,\n3,b\n4,c\n')).toMatchObject({
    records: { read: 2, unlabelled: 2 },
    people: { true: 2 },
  });
});
