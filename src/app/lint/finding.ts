/** The name of a rule of `lint`. */
export type LintRule =
  | 'unhandled-error'
  | 'never-done'
  | 'dead-end'
  | 'unreachable'
  | 'shadowed'
  | 'not-provided'
  | 'dead-key'
  | 'undescribed-key'
  | 'no-way-out'

/** The rules of `lint`, each with why it matters. */
export const lintRules: Readonly<Record<LintRule, string>> = {
  'unhandled-error':
    'An actor that may fail needs onError, or its failure ends the machine, and with it the app.',
  'never-done': 'A machine waits until an actor is done, which never is.',
  'dead-end': "A state that nothing leads out of isn't final: what waits for its machine waits forever.",
  unreachable: 'A state that no transition leads to is never entered.',
  shadowed: 'A transition after one without a guard is never taken.',
  'not-provided': 'An actor, an action, a guard or a delay is named, and nobody has given it.',
  'dead-key': 'A key sends an event that no state takes.',
  'undescribed-key': "A key does something that the help line doesn't show.",
  'no-way-out': 'Nothing but Ctrl+C ends the app.',
}

/** What `lint` has found. */
export interface LintFinding {
  /** The rule. */
  readonly rule: LintRule
  /** Where: the path of the actor, and its state or key, such as `people/users, state loading`. */
  readonly place: string
  /** What is wrong there. */
  readonly problem: string
  /** What to do. */
  readonly fix: string
}

/** Where findings go. */
export type Report = (finding: LintFinding) => void
