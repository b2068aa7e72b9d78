import type { AnyActorLogic, AnyStateMachine, AnyStateNode } from 'xstate'
import { mayFail, rulesOf } from '../../machines/kit/pattern.ts'
import { XSTATE_EVENTS } from '../../machines/kit/xstate-internals.ts'
import {
  invokedIn,
  nameOf,
  reachableIn,
  statesIn,
  transitionsFor,
  transitionsFrom,
  withOuter,
} from './chart.ts'
import type { LintRule, Report } from './finding.ts'

/** A machine, and what is known of where it runs. */
export interface LintedChart {
  readonly machine: AnyStateMachine
  /** The path of its actor. */
  readonly path: string
  /** Whether it is the app's own, and keys leave the app. */
  readonly canQuit: boolean
  readonly isRoot: boolean
  readonly isOff: (rule: LintRule, node: AnyStateNode) => boolean
}

/** Checks a chart by itself. */
export function lintChart(chart: LintedChart, report: Report): void {
  const { machine, isOff } = chart
  const reachable = reachableIn(machine)
  for (const node of statesIn(machine.root)) {
    const say = (rule: LintRule, problem: string, fix: string) => {
      if (!isOff(rule, node)) report({ rule, place: placeOf(chart.path, node), problem, fix })
    }
    if (!reachable.has(node)) {
      say('unreachable', 'no transition leads here', 'Add one, or remove the state.')
      continue
    }
    lintInvokes(node, say)
    lintNames(machine, node, say)
    lintOrder(node, say)
    if (chart.isRoot && !chart.canQuit && isDeadEnd(node))
      say(
        'dead-end',
        "nothing leads out of it, and it isn't final",
        "Add `type: 'final'`, a transition, or `quit` to the component.",
      )
  }
}

type Say = (rule: LintRule, problem: string, fix: string) => void

function placeOf(path: string, { path: state }: AnyStateNode): string {
  return state.length === 0 ? path : `${path}, state ${state.join('.')}`
}

/** The actors that a state invokes. */
function lintInvokes(node: AnyStateNode, say: Say): void {
  for (const { id, src, logic } of invokedIn(node)) {
    if (logic === undefined) {
      say('not-provided', `the actor '${src}' isn't given`, 'Name it in `setup({ actors })`.')
      continue
    }
    const isTaken = (type: string) => withOuter(node).some((outer) => transitionsFor(outer, type).length > 0)
    if (mayFail(logic) && !isTaken(`${XSTATE_EVENTS.childFailed}${id}`))
      say(
        'unhandled-error',
        `'${id}' may fail, and nothing takes its error`,
        `Add onError to the invoke of '${id}'.`,
      )
    if (neverEnds(logic) && hasOwn(node, `${XSTATE_EVENTS.childDone}${id}`))
      say(
        'never-done',
        `it waits until '${id}' is done, and '${id}' never is`,
        `Give '${id}' a final state, or take its snapshots by onSnapshot.`,
      )
  }
}

function hasOwn(node: AnyStateNode, type: string): boolean {
  return node.transitions.has(type)
}

function neverEnds(logic: AnyActorLogic): boolean {
  const rules = rulesOf(logic)
  if (rules !== undefined) return !rules.canEnd
  if (!('root' in logic)) return false
  const { root } = logic as AnyStateMachine
  const hasFinal = (node: AnyStateNode): boolean =>
    node.type === 'parallel'
      ? Object.values(node.states).every(hasFinal)
      : Object.values(node.states).some(({ type }) => type === 'final')
  return !hasFinal(root)
}

/** Actions, guards and delays by name. */
function lintNames({ implementations }: AnyStateMachine, node: AnyStateNode, say: Say): void {
  const check = (what: string, name: string | undefined, given: object) => {
    if (name !== undefined && !name.startsWith(XSTATE_EVENTS.own) && !Object.hasOwn(given, name))
      say('not-provided', `the ${what} '${name}' isn't given`, `Name it in \`setup({ ${what}s })\`.`)
  }
  for (const { guard, actions } of transitionsFrom(node)) {
    check('guard', nameOf(guard), implementations.guards)
    for (const action of actions) check('action', nameOf(action), implementations.actions)
  }
  for (const action of [...node.entry, ...node.exit]) check('action', nameOf(action), implementations.actions)
  const after = (node.config as { readonly after?: object }).after ?? {}
  for (const delay of Object.keys(after))
    check('delay', Number.isNaN(Number(delay)) ? delay : undefined, implementations.delays)
}

function lintOrder(node: AnyStateNode, say: Say): void {
  const all = [...node.transitions, ['always', node.always ?? []] as const]
  for (const [type, transitions] of all) {
    const first = transitions.findIndex(({ guard }) => guard === undefined)
    if (first !== -1 && first < transitions.length - 1)
      say(
        'shadowed',
        `'${eventName(type)}': what follows the transition without a guard is never taken`,
        'Put that transition last, or give it a guard.',
      )
  }
}

function eventName(type: string): string {
  return type.startsWith(XSTATE_EVENTS.after) ? 'after' : type
}

/** A state in which nothing can happen any more. One of several that are active at a time may rest. */
function isDeadEnd(node: AnyStateNode): boolean {
  const around = withOuter(node)
  return (
    node.parent !== undefined &&
    node.type === 'atomic' &&
    around.every(({ type }) => type !== 'parallel') &&
    around.every((outer) => transitionsFrom(outer).length === 0 && outer.invoke.length === 0)
  )
}
