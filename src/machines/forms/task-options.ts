import type { AnyActorLogic } from 'xstate'
import type { AnswerFrom } from '../kit/answer.ts'
import type { RetryPolicy } from '../patterns/retrying.ts'

/** How far a task is. */
export interface TaskProgress {
  /** How much is done. */
  readonly done: number
  /** How much there is to do, if that is known. */
  readonly total?: number | undefined
}

/** What a list of tasks has for the functions of a task. `Results` are those of its needs, by their names. */
export interface TaskGiven<Results = Readonly<Record<string, unknown>>, Input = unknown> {
  /** The results of the tasks that this one needs, by name. */
  readonly results: Results
  /** The input of the list. */
  readonly input: Input
}

/** What a task that is a function gets. `Results` are those of its needs, by their names, and `Input` is that of the list. */
export interface TaskTools<Results = Readonly<Record<string, unknown>>, Input = unknown> extends TaskGiven<
  Results,
  Input
> {
  /** Aborted when the task isn't wanted any more. */
  readonly signal: AbortSignal
  /** Tells of a line of output, or of progress. */
  readonly report: (news: string | TaskProgress) => void
}

/** What the `undo` of a task gets. */
export interface UndoTools<
  Output = unknown,
  Results = Readonly<Record<string, unknown>>,
  Input = unknown,
> extends TaskTools<Results, Input> {
  /** What the task has returned. */
  readonly output: Output
}

/** Why something is skipped; nothing if it isn't. */
export type SkipReason = string | false | undefined

/** What tasks and groups have in common. */
export interface TaskCommon {
  /**
   * What it does, for people.
   *
   * @defaultValue its name
   */
  readonly title?: string | undefined
  /** The names of tasks beside it, or around its group, that must be done before. */
  readonly needs?: readonly string[] | undefined
  /** Why it isn't done. A function is asked when all that it needs is done. What needs it goes on. */
  readonly skip?: SkipReason | SkipFunction
  /**
   * Whether the others go on if it fails: it's told, and that is all.
   *
   * @defaultValue false
   */
  readonly optional?: boolean | undefined
}

/** A task. */
export interface TaskOptions extends TaskCommon {
  /** What it does: a function, or actor logic such as `subprocess`. A command that ends badly has failed. */
  run: AnyActorLogic | TaskFunction
  /**
   * The input of logic: a value, or a function of the results of its needs and the input of the list.
   *
   * @defaultValue an object with `results` and `input`
   */
  readonly input?: unknown
  /**
   * How it is tried again, if it fails.
   *
   * @defaultValue it isn't
   */
  readonly retry?: RetryPolicy | undefined
  /**
   * How long an attempt may take, in ms, above 0.
   *
   * @defaultValue no limit
   */
  readonly maxTime?: number | undefined
  /** Takes back what it has done, when all is rolled back: a function, or logic, whose input is an object with `output`, `results` and `input`. */
  undo?: AnyActorLogic | UndoFunction | undefined
}

/** Says why a task isn't done. */
export type SkipFunction = {
  skip(given: TaskGiven<Readonly<Record<string, unknown>>, Declarable>): SkipReason
}['skip']

/** What a task does. The parameter may be declared with the results of its needs, and with the input of the list: `({ results }: TaskTools<{ build: string }>)`. */
export type TaskFunction = {
  run(tools: TaskTools<Readonly<Record<string, unknown>>, Declarable>): unknown
}['run']

/** What takes a task back. The parameter may be declared with the output and the results. */
export type UndoFunction = {
  undo(tools: UndoTools<Declarable, Readonly<Record<string, unknown>>, Declarable>): unknown
}['undo']

/**
 * What a function may declare by itself: the input of the list, whose type is all declarations together, and the output of its task, which
 * the compiler compares.
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- whatever is declared has to be assignable
export type Declarable = any

/** Tasks that belong together. */
export interface TaskGroup extends TaskCommon {
  /** The tasks, by name. They may need each other, and what is around the group. */
  readonly tasks: TaskTree
  /**
   * How many of them may run at a time: a whole number, 1 or more, or `Infinity`.
   *
   * @defaultValue Infinity
   */
  readonly concurrency?: number | undefined
}

/** Tasks and groups of tasks, by name. */
export interface TaskTree {
  readonly [name: string]: TaskOptions | TaskGroup
}

/** What a task or a group returns. It's undefined if the task was skipped, or is optional and has failed. */
export type TaskOutput<T> =
  | (T extends { readonly tasks: infer Tree }
      ? TaskOutputs<Tree>
      : T extends { run: infer Run }
        ? Run extends AnyActorLogic
          ? AnswerFrom<Run>
          : Run extends (...tools: never[]) => infer Output
            ? Awaited<Output>
            : never
        : never)
  | (T extends { readonly skip: infer Skip } ? (Skip extends undefined ? never : undefined) : never)
  | (T extends { readonly optional: true } ? undefined : never)

/** What tasks return, by name. */
export type TaskOutputs<Tree> = { readonly [Name in keyof Tree]: TaskOutput<Tree[Name]> }

/** The input of a list: what the functions of its tasks declare as `input`, all of it. */
export type TasksInput<Tree> = [TakesIn<Tree>] extends [never]
  ? unknown
  : TakesIn<Tree> extends (input: infer Input) => void
    ? Input
    : never

/** The inputs that functions of tasks declare, each as a function of it. */
export type TakesIn<Tree> = {
  [Name in keyof Tree]:
    | (Tree[Name] extends { readonly tasks: infer Inner } ? TakesIn<Inner> : never)
    | Takes<Tree[Name], 'run'>
    | Takes<Tree[Name], 'undo'>
    | Takes<Tree[Name], 'skip'>
    | Takes<Tree[Name], 'input'>
}[keyof Tree]

/** The input that one function of a task declares. */
export type Takes<T, Name extends string> = T extends {
  readonly [Key in Name]: (given: infer Given extends { readonly input: unknown }) => unknown
}
  ? 0 extends 1 & Given['input'] // it was not declared
    ? never
    : (input: Given['input']) => void
  : never

/** The names that a task needs. */
export type NeedsOf<T> = T extends { readonly needs: readonly (infer Name)[] } ? Name : never

/** The results that a task gets. */
export type ResultsFor<T, Scope> = { readonly [Name in NeedsOf<T> & keyof Scope]: TaskOutput<Scope[Name]> }

/** What is wrong with tasks, as sentences; `never` if nothing is. The compiler shows them as a missing argument. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- nothing is around the outermost tasks
export type TaskMistakes<Tree, Around = {}> = {
  [Name in keyof Tree & string]:
    | UnknownNeed<Name, Exclude<NeedsOf<Tree[Name]>, Exclude<keyof Tree | keyof Around, Name>>>
    | (Tree[Name] extends { readonly tasks: infer Inner }
        ? TaskMistakes<Inner, Tree & Omit<Around, keyof Tree>>
        : WrongResults<Name, Tree[Name], ResultsFor<Tree[Name], Tree & Omit<Around, keyof Tree>>>)
}[keyof Tree & string]

/** A sentence about a name in `needs` that no task has. */
export type UnknownNeed<Name extends string, Needed> = [Needed] extends [never]
  ? never
  : `${Name} needs ${Needed & string}, but there is no other task of that name beside or around it`

/** A sentence about declared results that aren't those of the needs. */
export type WrongResults<Name extends string, T, Results> =
  | (T extends { run: (tools: infer Tools) => unknown }
      ? TaskTools<Results, never> extends Tools
        ? never
        : `${Name} takes other results than those of its needs`
      : never)
  | (T extends { undo: (tools: infer Tools) => unknown }
      ? UndoTools<TaskOutput<T>, Results, never> extends Tools
        ? never
        : `the undo of ${Name} takes another output or other results`
      : never)
