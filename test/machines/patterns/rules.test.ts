import * as machines from 'actty/machines'
import { fromPromise, type AnyStateMachine, type AnyStateNode } from 'xstate'
import { expect, test } from 'vitest'
import { rulesOf, type PatternRules } from '../../../src/machines/kit/pattern.ts'

const {
  deadline,
  debouncing,
  editing,
  fetching,
  gathering,
  handoff,
  list,
  polling,
  processing,
  resource,
  retrying,
  scrolling,
  streaming,
  subprocess,
  supervising,
  tailing,
  textInput,
  throttling,
  ticking,
} = machines

const work = fromPromise(() => Promise.resolve(1))

const patterns: Readonly<Record<string, readonly [unknown, PatternRules['resume']]>> = {
  deadline: [deadline(work, 1), 'goesOn'],
  debouncing: [debouncing(work, 1), 'goesOn'],
  editing: [editing(), 'cancelled'],
  fetching: [fetching(work), 'goesOn'],
  gathering: [gathering({ a: work }, { until: 'all' }), 'goesOn'],
  handoff: [handoff({ command: 'true' }), 'cancelled'],
  list: [list(), 'goesOn'],
  polling: [polling(work, 1), 'goesOn'],
  processing: [processing(work as never), 'goesOn'],
  resource: [
    resource({ name: 'a file', acquire: () => 1, use: work, release: () => {} } as never),
    'beginsAgain',
  ],
  retrying: [retrying(work), 'goesOn'],
  scrolling: [scrolling(work), 'goesOn'],
  streaming: [streaming(() => []), 'beginsAgain'],
  subprocess: [subprocess({ command: 'true' }), 'beginsAgain'],
  supervising: [supervising(work), 'beginsAgain'],
  tailing: [tailing(), 'beginsAgain'],
  textInput: [textInput(), 'goesOn'],
  throttling: [throttling(1), 'goesOn'],
  ticking: [ticking(), 'goesOn'],
}

const nodesOf = (node: AnyStateNode): readonly AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(nodesOf),
]

test.each(Object.entries(patterns))(
  '%s says what it does on a resume, and whether it can end or fail',
  (_, [logic, resume]) => {
    const { root } = logic as AnyStateMachine
    const meta = rulesOf(logic as object)
    const nodes = nodesOf(root)
    const fails = nodes.some(({ entry }) => JSON.stringify(entry).includes('announceFailure'))
    expect(meta).toMatchObject({ resume, canEnd: nodes.some(({ type }) => type === 'final') })
    // A chart without such a state can only fail by what it starts.
    const hasUnheard = nodes.some(({ invoke }) => invoke.some(({ onError }) => onError === undefined))
    if (fails) expect(meta!.canFail).toBe(true)
    else if (!hasUnheard) expect(meta!.canFail).toBe(false)
  },
)

test('what waits for each part, and what shows content, fails only as far as those may', () => {
  expect(rulesOf(gathering({ work }))).toMatchObject({ canFail: false })
  expect(rulesOf(scrolling(fetching(work)))).toMatchObject({ canFail: false })
  expect(rulesOf(scrolling(retrying(work)))).toMatchObject({ canFail: true })
})

test('every pattern and control is in this test', () => {
  const made = Object.entries(machines).filter(
    ([name, value]) =>
      typeof value === 'function' &&
      /^[a-z]+ing$|^(deadline|handoff|list|resource|subprocess|textInput)$/.test(name),
  )
  expect(made.map(([name]) => name).toSorted()).toEqual(Object.keys(patterns).toSorted())
})
