import type { AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate'
import type { AnyComponent } from '../component.ts'
import { boundTo, namesIn, pressOf } from '../input/bindings.ts'
import { statesIn, transitionsFor } from './chart.ts'
import type { LintRule, Report } from './finding.ts'
import { reachedIn } from './reached.ts'

/** Keys that a user of any program knows. */
const CURSOR_KEYS = new Set([
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'tab',
  'shift+tab',
])

const PLACE = { columns: 80, rows: 24, focus: { x: 0, y: 0 }, above: 0, left: 0, overflow: 0 }

/** Checks the keys of a component against its chart. */
export function lintKeys(
  component: AnyComponent,
  machine: AnyStateMachine,
  path: string,
  isOff: (rule: LintRule) => boolean,
  report: Report,
): void {
  if (component.keys === undefined) return
  const snapshots = reachedIn(machine)
  const states = statesIn(machine.root)
  for (const key of namesIn(component)) {
    const types = typesOf(component, key, snapshots)
    if (types.size === 0) continue
    const taken = [...types].flatMap((type) => states.flatMap((state) => transitionsFor(state, type)))
    const does = taken.filter(({ target, actions }) => target !== undefined || actions.length > 0)
    const say = (rule: LintRule, problem: string, fix: string) => {
      if (!isOff(rule)) report({ rule, place: `${path}, key ${key}`, problem, fix })
    }
    const names = [...types].map((type) => `'${type}'`).join(' or ')
    if (taken.length === 0)
      say('dead-key', `no state takes ${names}`, 'Correct the type of the event, or add a transition.')
    else if (
      does.length > 0 &&
      !CURSOR_KEYS.has(key) &&
      component.help?.[key] === undefined &&
      does.every(({ description }) => description === undefined)
    )
      say(
        'undescribed-key',
        `the help line doesn\'t show it: no transition for ${names} has a description`,
        `Add a description to the transition, or \`help: { ${JSON.stringify(key)}: '…' }\`.`,
      )
  }
}

/** The types of the events that a key sends, in any of these snapshots. */
function typesOf(
  component: AnyComponent,
  key: string,
  snapshots: readonly AnyMachineSnapshot[],
): ReadonlySet<string> {
  const types = new Set<string>()
  for (const snapshot of snapshots) {
    const event = attempt(() => boundTo({ component, snapshot, place: PLACE }, pressOf(key)))
    if (event !== undefined) types.add(event.type)
  }
  return types
}

/** Snapshots have made-up values in their contexts: a key that can't work with one says nothing about the key. */
function attempt(work: () => EventObject | undefined): EventObject | undefined {
  try {
    return work()
  } catch {
    return undefined
  }
}
