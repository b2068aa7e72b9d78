import type { AnyActorLogic, AnyStateMachine, AnyStateNode } from 'xstate'
import { rulesOf } from '../../machines/kit/pattern.ts'
import type { AnyComponent } from '../component.ts'
import { lintChart } from './chart-rules.ts'
import { actorsOf, invokedIn, statesIn, withOuter } from './chart.ts'
import { lintRules, type LintFinding, type LintRule, type Report } from './finding.ts'
import { lintKeys } from './key-rules.ts'

/** What `lint` leaves out. */
export interface LintOptions {
  /**
   * Rules that aren't checked. A state says the same for itself and all in it by `meta: { lintOff: ['dead-end'] }`.
   *
   * @defaultValue []
   */
  readonly off?: readonly LintRule[] | undefined
  /**
   * Keys that leave the app, as in the options of `run`.
   *
   * @defaultValue those of the component
   */
  readonly quit?: string | readonly string[] | undefined
}

/**
 * Reads the chart of a component, or of any XState machine, and those of the actors in it, and says what is wrong with them: actors whose failure
 * nobody takes, keys that no state takes, states that can't be reached or left. Nothing runs. The patterns and controls of actty aren't checked,
 * what they run is.
 *
 * ```ts
 * expect(lint(app)).toEqual([])
 * ```
 *
 * @throws TypeError if it isn't a component or a machine, or a rule doesn't exist.
 */
export function lint(linted: AnyActorLogic, options: LintOptions = {}): readonly LintFinding[] {
  ruleNames(options.off ?? [])
  if (!isLintable(linted)) throw new TypeError('lint() takes a component or a machine of XState')
  const findings: LintFinding[] = []
  const linter = new Linter(options, (finding) => findings.push(finding))
  linter.check(linted, undefined)
  return findings
}

/** Names of rules. Throws a TypeError that lists them for a name that is none. */
export function ruleNames(names: readonly string[]): readonly LintRule[] {
  const unknown = names.find((name) => !Object.hasOwn(lintRules, name))
  if (unknown === undefined) return names as readonly LintRule[]
  throw new TypeError(
    `lint: there is no rule '${unknown}'. The rules are ${Object.keys(lintRules).join(', ')}`,
  )
}

/** Whether a value is a component or a machine. */
export function isLintable(value: unknown): boolean {
  return machineIn(value) !== undefined || presentationOf(value) !== undefined
}

class Linter {
  readonly #off: ReadonlySet<string>
  readonly #quit: LintOptions['quit']
  readonly #report: Report
  readonly #checked = new Set<unknown>()

  constructor({ off = [], quit }: LintOptions, report: Report) {
    this.#off = new Set(off)
    this.#quit = quit
    this.#report = report
  }

  /** Checks logic, and the actors in it. `parent` is the path of what it's in; undefined for the whole. */
  check(logic: AnyActorLogic, parent: string | undefined, name?: string): void {
    const machine = machineIn(logic)
    const component = presentationOf(logic)
    const own = name ?? machine?.id ?? component?.name ?? 'app'
    const path = parent === undefined ? own : `${parent}/${own}`
    // The same chart in two places is checked once. A component is an object around its logic.
    const chart = machine?.root.config
    if (machine === undefined || this.#checked.has(chart)) return
    this.#checked.add(chart)
    if (rulesOf(machine) === undefined) this.#checkOwn(machine, component, path, parent === undefined)
    const invoked = statesIn(machine.root).flatMap(invokedIn)
    for (const { id, logic } of invoked) if (logic !== undefined) this.check(logic, path, id)
    // And those that it may spawn.
    for (const [src, actor] of Object.entries(actorsOf(machine)))
      if (actor !== undefined) this.check(actor, path, src)
  }

  #checkOwn(
    machine: AnyStateMachine,
    component: AnyComponent | undefined,
    path: string,
    isRoot: boolean,
  ): void {
    const isOff = (rule: LintRule, node: AnyStateNode) =>
      this.#off.has(rule) || withOuter(node).some(isOffIn(rule))
    const quit = this.#quit ?? (component as { readonly quit?: unknown } | undefined)?.quit
    const canQuit = quit !== undefined && quit !== '' && (quit as { length?: number }).length !== 0
    lintChart({ machine, path, canQuit, isRoot, isOff }, this.#report)
    if (component === undefined) return
    const isRootOff = (rule: LintRule) => isOff(rule, machine.root)
    lintKeys(component, machine, path, isRootOff, this.#report)
    if (
      isRoot &&
      !canQuit &&
      !isRootOff('no-way-out') &&
      statesIn(machine.root).every(({ type }) => type !== 'final')
    )
      this.#report({
        rule: 'no-way-out',
        place: path,
        problem: 'nothing but Ctrl+C ends it',
        fix: "Add `quit: 'q'` to the component, or a final state.",
      })
  }
}

const isOffIn = (rule: LintRule) => (node: AnyStateNode) => {
  const { lintOff } = (node.meta ?? {}) as { readonly lintOff?: unknown }
  return Array.isArray(lintOff) && lintOff.includes(rule)
}

/** Logic that is a machine: also that of a component, which inherits from its logic. */
function machineIn(logic: unknown): AnyStateMachine | undefined {
  return typeof logic === 'object' && logic !== null && 'root' in logic && 'implementations' in logic
    ? (logic as AnyStateMachine)
    : undefined
}

function presentationOf(logic: unknown): AnyComponent | undefined {
  return typeof logic === 'object' && logic !== null && 'view' in logic ? (logic as AnyComponent) : undefined
}
