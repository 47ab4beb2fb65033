import { type DocumentNode, Kind, type SelectionNode, print } from 'graphql';
import { type PathSegment, type Request, type Step, keysOf } from './steps.ts';
import { type Supergraph, entryName } from './supergraph.ts';

/** A step that runs `below` for the entities of a type at a path. `below` was planned from the entry field of the type. */
export function enter(path: readonly PathSegment[], type: string, below: Step, supergraph: Supergraph): Step {
  return { kind: 'enter', path, key: entryName(type), below: viaEntities(below, type, supergraph) };
}

/** Turns the fetch of the entry field, which no subgraph has, into a fetch of `_entities`. */
function viaEntities(step: Step, type: string, supergraph: Supergraph): Step {
  const key = entryName(type);
  if (step.kind === 'sequence' || step.kind === 'parallel') {
    return { ...step, steps: step.steps.map((each) => viaEntities(each, type, supergraph)) };
  }
  if (step.kind !== 'fetch' || !step.request.keys.includes(key)) return step;
  const { request } = step;
  const keys = supergraph.keys.get(type)?.get(request.subgraph) ?? [];
  const document = entitiesDocument(request, type, keys);
  return {
    kind: 'entities',
    request: { ...request, document, text: print(document), keys: ['_entities'] },
    groups: [
      {
        key: '_entities',
        variable: 'representations',
        paths: [[{ Field: key }, '@']],
        requires: [
          {
            kind: 'InlineFragment',
            typeCondition: type,
            selections: ['__typename', ...keys].map((name) => ({ kind: 'Field', name })),
          },
        ],
        inputRewrites: [],
        outputRewrites: [],
        keys: keysOf(request.document, selectedBelow(request.document)),
      },
    ],
  };
}

function entitiesDocument(request: Request, type: string, keys: readonly string[]): DocumentNode {
  const name = (value: string) => ({ kind: Kind.NAME, value }) as const;
  const variable = { kind: Kind.VARIABLE, name: name('representations') } as const;
  const any = { kind: Kind.NAMED_TYPE, name: name('_Any') } as const;
  const representations = {
    kind: Kind.NON_NULL_TYPE,
    type: { kind: Kind.LIST_TYPE, type: { kind: Kind.NON_NULL_TYPE, type: any } },
  } as const;
  return {
    ...request.document,
    definitions: request.document.definitions.map((node): DocumentNode['definitions'][number] => {
      if (node.kind !== Kind.OPERATION_DEFINITION) return node;
      return {
        ...node,
        variableDefinitions: [
          { kind: Kind.VARIABLE_DEFINITION, variable, type: representations },
          ...(node.variableDefinitions ?? []),
        ],
        selectionSet: {
          kind: Kind.SELECTION_SET,
          selections: [
            {
              kind: Kind.FIELD,
              name: name('_entities'),
              arguments: [{ kind: Kind.ARGUMENT, name: name('representations'), value: variable }],
              selectionSet: {
                kind: Kind.SELECTION_SET,
                selections: [
                  {
                    kind: Kind.INLINE_FRAGMENT,
                    typeCondition: { kind: Kind.NAMED_TYPE, name: name(type) },
                    selectionSet: {
                      kind: Kind.SELECTION_SET,
                      selections: [
                        ...selectedBelow(request.document),
                        ...keys.map((value) => ({ kind: Kind.FIELD, name: name(value) }) as const),
                      ],
                    },
                  },
                ],
              },
            },
          ],
        },
      };
    }),
  };
}

/** What is selected below the entry field. */
function selectedBelow(document: DocumentNode): SelectionNode[] {
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.flatMap((node) =>
          node.kind === Kind.FIELD ? (node.selectionSet?.selections ?? []) : [],
        )
      : [],
  );
}
