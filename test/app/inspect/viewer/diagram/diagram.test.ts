import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  diagramOf,
  type Box,
  type Diagram,
  type DrawnArrow,
  type Point,
  type Rectangle,
} from '../../../../../src/app/inspect/viewer/diagram/diagram.ts'
import { chartFrom, measure, wideConfig, type Config } from '../../../../support/charts.ts'

/** What is wrong with a diagram, in words. */
function faultsOf(diagram: Diagram): readonly string[] {
  const { boxes, labels, arrows, width, height } = diagram
  const boxOf = new Map(boxes.map((box) => [box.node.path, box]))
  const name = ({ node }: Box) => node.path || '(root)'
  const all = { x: 0, y: 0, width, height }
  const faults: string[] = []
  for (const box of boxes) {
    if (!contains(all, box)) faults.push(`${name(box)} is outside of the diagram`)
    for (const child of box.node.children)
      if (!contains(box, boxOf.get(child.path)!)) faults.push(`${child.path} is outside of ${name(box)}`)
    for (const [index, one] of box.node.children.entries())
      for (const other of box.node.children.slice(index + 1))
        if (overlap(boxOf.get(one.path)!, boxOf.get(other.path)!))
          faults.push(`${one.path} overlaps ${other.path}`)
  }
  const texts = boxes.map(({ x, y, text, node }) => ({ x, y, width: text.width, height: text.height, node }))
  for (const [index, label] of labels.entries()) {
    const read = label.text.lines[0]!.transition!
    if (!contains(all, label)) faults.push(`the label of ${read} is outside of the diagram`)
    for (const other of labels.slice(index + 1))
      if (overlap(label, other)) faults.push(`two labels overlap: ${read}`)
    for (const text of texts)
      if (overlap(label, text)) faults.push(`the label of ${read} is on the text of ${text.node.path}`)
    for (const box of boxes)
      if (overlap(label, box) && !contains(box, label))
        faults.push(`the label of ${read} is across ${name(box)}`)
    for (const box of boxes)
      if (box.node.children.length === 0 && overlap(label, box)) faults.push(`${read} is on ${name(box)}`)
  }
  for (const arrow of arrows) {
    const label = `${arrow.transitions[0] ?? 'initial'} to ${arrow.target.path}`
    if (arrow.source !== undefined && !isOnBorder(arrow.points[0]!, boxOf.get(arrow.source.path)!))
      faults.push(`${label} doesn't begin at its box`)
    if (!isOnBorder(arrow.points.at(-1)!, boxOf.get(arrow.target.path)!))
      faults.push(`${label} doesn't end at its box`)
    const own = labels.find((one) => isOf(one, arrow))
    if (arrow.source !== undefined && !legs(arrow).some(([start, end]) => touches(start, end, own!)))
      faults.push(`${label} doesn't pass its label`)
    for (const [start, end] of legs(arrow)) {
      if (start[0] !== end[0] && start[1] !== end[1]) faults.push(`${label} has a leg that is askew`)
      for (const text of texts)
        if (crosses(start, end, text)) faults.push(`${label} crosses the text of ${text.node.path}`)
      for (const other of labels)
        if (!isOf(other, arrow) && crosses(start, end, other))
          faults.push(`${label} crosses the label of ${other.text.lines[0]!.transition!}`)
    }
  }
  return faults
}

function isOf(label: Diagram['labels'][number], { transitions }: DrawnArrow): boolean {
  return label.text.lines.some(({ transition }) => transitions.includes(transition!))
}

function legs({ points }: DrawnArrow): readonly (readonly [Point, Point])[] {
  return points.slice(1).map((point, index) => [points[index]!, point])
}

function contains(outer: Rectangle, inner: Rectangle): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  )
}

function overlap(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  )
}

function isOnBorder([x, y]: Point, box: Rectangle): boolean {
  const isIn = x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height
  return isIn && (x === box.x || x === box.x + box.width || y === box.y || y === box.y + box.height)
}

function touches(start: Point, end: Point, { x, y, width, height }: Rectangle): boolean {
  return crosses(start, end, { x: x - 1, y: y - 1, width: width + 2, height: height + 2 })
}

function crosses([x1, y1]: Point, [x2, y2]: Point, box: Rectangle): boolean {
  return (
    Math.max(x1, x2) > box.x &&
    Math.min(x1, x2) < box.x + box.width &&
    Math.max(y1, y2) > box.y &&
    Math.min(y1, y2) < box.y + box.height
  )
}

/** Charts of any shape: states in states, parallel ones, history, and transitions to anywhere. */
const configs: fc.Arbitrary<Config> = fc
  .record({
    shape: fc.array(
      fc.record({ parent: fc.nat(), kind: fc.constantFrom('', '', '', 'parallel', 'final', 'history') }),
      {
        minLength: 1,
        maxLength: 25,
      },
    ),
    moves: fc.array(
      fc.record({
        from: fc.nat(),
        to: fc.nat(),
        event: fc.constantFrom('go', 'a.rather.long.event', '日本語の出来事', '🙂', 'x'.repeat(90)),
        guard: fc.option(fc.constantFrom('isValid', 'a guard with many words in its name'), {
          nil: undefined,
        }),
        hasTarget: fc.boolean(),
      }),
      { maxLength: 40 },
    ),
  })
  .map(({ shape, moves }) => configOf(shape, moves))

interface Shape {
  readonly parent: number
  readonly kind: string
}

interface Move {
  readonly from: number
  readonly to: number
  readonly event: string
  readonly guard: string | undefined
  readonly hasTarget: boolean
}

function configOf(shape: readonly Shape[], moves: readonly Move[]): Config {
  const root: Record<string, unknown> = { id: 'm' }
  const made = [root]
  const paths = ['m']
  for (const [index, { parent, kind }] of shape.entries()) {
    const around = [...made.keys()].filter(
      (at) => !['final', 'history'].includes(made[at]!['type'] as string),
    )
    const at = around[parent % around.length]!
    const state: Record<string, unknown> = kind === '' ? {} : { type: kind }
    const states = ((made[at]!['states'] as Record<string, unknown> | undefined) ??= {})
    states[`s${index}`] = state
    made[at]!['initial'] ??= `s${index}`
    made[at]!['states'] = states
    made.push(state)
    paths.push(`${paths[at]!}.s${index}`)
  }
  for (const [index, { from, to, event, guard, hasTarget }] of moves.entries()) {
    const on = ((made[from % made.length]!['on'] as Record<string, unknown> | undefined) ??= {})
    on[`${event}${index}`] = {
      guard,
      ...(hasTarget && { target: `#${paths[to % paths.length]!}` }),
      actions: 'note',
    }
    made[from % made.length]!['on'] = on
  }
  return root
}

describe('a diagram', () => {
  test('has every box in its parent, beside its siblings, every label beside all, and every arrow at its boxes', () => {
    fc.assert(
      fc.property(configs, (config) => {
        expect(faultsOf(diagramOf(chartFrom(config), measure))).toEqual([])
      }),
      { numRuns: 150 },
    )
  })

  test.each([10, 60, 200])('is right for %i states', (count) => {
    const diagram = diagramOf(chartFrom(wideConfig(count)), measure)
    expect(faultsOf(diagram)).toEqual([])
  })
})
