import fc from 'fast-check'
import { createActor, fromPromise } from 'xstate'
import { describe, expect, test } from 'vitest'
import { tree, type TreeInput, type TreeOptions } from 'actty/data'
import { settle, VirtualClock } from '../../../src/app/testing/virtual-clock.ts'
import { FACE, nodeAt, positionOf, rowAt, type Branch } from '../../../src/machines/data/tree-branch.ts'
import { guidesOf, listedRow, listedRows } from '../../../src/machines/data/tree-context.ts'

interface Item {
  readonly id: string
  readonly children?: readonly Item[]
}

const label = ({ id }: Item) => id

function started(input: TreeInput<Item>, options: TreeOptions<Item> = {}) {
  const clock = new VirtualClock(0)
  const actor = createActor(tree<Item>({ label, ...options }), { input, clock }).start()
  const context = () => actor.getSnapshot().context
  const rows = () =>
    Array.from({ length: listedRows(context()) }, (_, at) => {
      const row = listedRow(context(), at)!
      return `${'.'.repeat(row.path.length - 1)}${row.node?.id ?? row.kind}`
    })
  return { actor, clock, context, rows }
}

/** What is listed, counted from the top, the slow way. */
function* slowly(branch: Branch<Item>, path: number[] = []): Generator<number[]> {
  if (branch.problem !== undefined || branch.nodes.length === 0) yield [...path, FACE]
  for (let index = 0; index < branch.nodes.length; index++) {
    yield [...path, index]
    const inner = branch.below.find((below) => below.index === index)?.branch
    if (inner?.isOpen === true) yield* slowly(inner, [...path, index])
  }
}

const items = fc.letrec<{ items: Item[] }>((tie) => ({
  items: fc
    .array(fc.option(tie('items'), { maxDepth: 4, nil: undefined }), { maxLength: 5 })
    .map((all) =>
      all.map((children, at) => (children === undefined ? { id: `${at}` } : { id: `${at}`, children })),
    ),
})).items

test('rows are found as if all had been counted, whatever is open', () => {
  const moves = fc.array(
    fc.record({
      type: fc.constantFrom('toggle', 'toggle', 'toggle', 'openAll', 'closeAll', 'shuffle' as const),
      at: fc.nat(30),
    }),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(items, moves, (nodes, changes) => {
      const { actor, context } = started({ nodes })
      for (const { type, at } of changes) {
        const position = at % listedRows(context())
        actor.send({ type: 'select', position })
        const { value } = context()
        if (type === 'shuffle')
          actor.send({ type: 'nodes', nodes: [...(context().root.nodes as Item[])].reverse() })
        else if (type === 'toggle') actor.send({ type, position })
        else actor.send({ type })
        const expected = [...slowly(context().root)]
        expect(context().root.rows).toBe(expected.length)
        expect(expected.map((_, place) => rowAt(context().root, place)!.path)).toEqual(expected)
        expect(expected.map((path) => positionOf(context().root, path))).toEqual(expected.map((_, at) => at))
        expect(expected).toContainEqual(context().path)
        if (type === 'shuffle') expect(context().value).toBe(value)
      }
    }),
    { seed: 7, numRuns: 60 },
  )
})

describe('many nodes', () => {
  const MANY = 100_000
  /** A hundred thousand nodes that count how often one was asked for. */
  function counting() {
    const asked = { count: 0 }
    const at = (index: number): Item => {
      asked.count++
      return { id: String(index) }
    }
    return { asked, many: { length: MANY, at } }
  }

  test('cost nothing but those in view: opening, moving, closing', () => {
    const { asked, many } = counting()
    const children = ({ id }: Item) => (id.startsWith('all') ? many : undefined)
    const { actor, context } = started({ nodes: [{ id: 'all 1' }, { id: 'all 2' }] }, { children })
    actor.send({ type: 'open', position: 1 })
    actor.send({ type: 'open', position: 0 })
    expect(listedRows(context())).toBe(2 * MANY + 2)
    actor.send({ type: 'last', rows: 20 })
    actor.send({ type: 'move', by: -1, rows: 20 })
    for (let at = 0; at < 20; at++) {
      const row = listedRow(context(), context().top + at)!
      expect(guidesOf(context(), row)).toEqual([at < 19])
    }
    expect(context().value).toEqual({ id: String(MANY - 2) })
    actor.send({ type: 'close', position: 0 })
    expect(listedRows(context())).toBe(MANY + 2)
    expect(asked.count).toBeLessThan(100)
  })

  test('stay as they are when one among them is opened or closed: only the branches around it are made again', () => {
    const nodes = Array.from({ length: 100 }, (_, at) => ({
      id: `folder ${at}`,
      children: Array.from({ length: 1_000 }, (__, file) => ({
        id: `${at}-${file}`,
        children: [{ id: 'x' }],
      })),
    }))
    const open = ({ children }: Item) => (children?.length ?? 0) > 1
    const { actor, context } = started({ nodes }, { open })
    expect(listedRows(context())).toBe(100_100)
    const before = context().root.below
    actor.send({ type: 'toggle', position: 2 })
    const others = context().root.below.filter(({ branch }, at) => branch !== before[at]!.branch)
    expect(others.length).toBe(1)
  })

  test('are searched in slices, and keys are taken meanwhile', async () => {
    const { asked, many } = counting()
    const children = ({ id }: Item) => (id === 'all' ? many : undefined)
    const { actor, clock, context, rows } = started(
      { nodes: [{ id: 'all' }] },
      { children, hasChildren: ({ id }) => id === 'all' },
    )
    actor.send({ type: 'filter', text: '' })
    actor.send({ type: 'open' })
    actor.getSnapshot().children.filter!.send({ type: 'insert', text: '99999' } as never)
    expect(asked.count).toBeLessThan(250_000)
    while (actor.getSnapshot().matches({ filtering: 'scanning' })) await clock.advance(1)
    expect(rows()).toEqual(['all', '.99999'])
    expect(context().value).toEqual({ id: '99999' })
  })
})

describe('data that is not as it should be', () => {
  test('a load that returns no nodes has failed, and says what it returned', async () => {
    const load = fromPromise(() => Promise.resolve(7)) as never
    const { actor, context } = started({ root: { id: 'top' } }, { load })
    await settle()
    expect(context().root.problem).toContain('number')
    actor.stop()
  })

  test('what goes round in circles is opened only so far', () => {
    const round: { id: string; children: Item[] } = { id: 'round', children: [] }
    round.children.push(round)
    const { actor, context } = started({ nodes: [round] })
    actor.send({ type: 'openAll' })
    expect(listedRows(context())).toBeGreaterThan(10)
  })

  test('nodes of any kind have labels: texts, numbers, and objects with a label', () => {
    const labels = (nodes: readonly unknown[]) => {
      const context = createActor(tree(), { input: { nodes } }).start().getSnapshot().context
      return nodes.map((node) => context.label(node))
    }
    expect(labels(['a', 7, { label: 'b' }, undefined, null])).toEqual(['a', '7', 'b', 'undefined', 'null'])
  })
})

test('a tree that was kept as JSON goes on, with what was open, and loads again what was loading', async () => {
  const loads: string[] = []
  const load = fromPromise(({ input }: { input: Item }) => {
    loads.push(input.id)
    return input.id === 'slow' && loads.length < 3
      ? new Promise<Item[]>(() => {})
      : Promise.resolve([{ id: `in ${input.id}` }])
  })
  const logic = tree<Item>({ label, load })
  const first = createActor(logic, { input: { nodes: [{ id: 'quick' }, { id: 'slow' }] } }).start()
  first.send({ type: 'open' })
  await settle()
  first.send({ type: 'last' })
  first.send({ type: 'open' })
  const saved = JSON.parse(JSON.stringify(first.getPersistedSnapshot())) as never
  first.stop()
  const second = createActor(logic, { snapshot: saved } as never).start()
  await settle()
  const { context } = second.getSnapshot()
  expect(loads).toEqual(['quick', 'slow', 'slow'])
  expect(nodeAt(context.root, [1, 0])).toEqual({ id: 'in slow' })
  expect(context.value).toEqual({ id: 'slow' })
  expect(listedRow(context, 1)!.node).toEqual({ id: 'in quick' })
  second.stop()
})

test('nodes that are there at first are open if they are told to be, and loaded', async () => {
  const load = fromPromise(({ input }: { input: Item }) => Promise.resolve([{ id: `${input.id}.` }]))
  const { actor, rows } = started({ root: { id: '' } }, { load, open: ({ id }) => id.length < 3 })
  await settle()
  expect(rows()).toEqual(['.', '...', '....'].map((_, at) => `${'.'.repeat(at)}${'.'.repeat(at + 1)}`))
  actor.send({ type: 'closeAll' })
  expect(rows()).toEqual(['.'])
  actor.stop()
})
