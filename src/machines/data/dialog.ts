import { assign, sendTo, setup, type ActorRefFromLogic, type AnyActorLogic, type InputFrom } from 'xstate'
import type { ValueOf } from '../kit/change.ts'
import { asPattern, asWork, mayFail, overriding, type Pattern, type PatternRules } from '../kit/pattern.ts'
import { inertLogic } from '../kit/inert-logic.ts'
import { buttonRow } from './button-row.ts'

/** A button of a `dialog`. */
export interface DialogButton<Answer = unknown, Value = unknown, Data = unknown> {
  /** Its word. No two buttons of a dialog have the same. */
  readonly label: string
  /** The answer if it's pressed. */
  readonly answer?: Answer | undefined
  /** Makes the answer of the value of the dialog's body, and of its input. It replaces `answer`. */
  readonly answerFrom?: ((value: Value, data: Data) => Answer) | undefined
  /** A key that presses it, such as 'r'. In a text field, letters are text. */
  readonly key?: string | undefined
  /**
   * Whether it does what can't be undone. It then has a mark, and the color `danger` while it has the focus. It's never the default.
   *
   * @defaultValue false
   */
  readonly destructive?: boolean | undefined
  /**
   * Why it does nothing now, or undefined if it does something: asked each time that the value of the body changes.
   *
   * @defaultValue it always does something
   */
  readonly disabled?: ((value: Value, data: Data) => string | undefined) | undefined
}

/** What a dialog asks, and its buttons. */
export interface DialogOptions<Answer = unknown, Body extends AnyActorLogic = never, Data = undefined> {
  /** The question. A function makes it of the dialog's input. */
  readonly title: string | ((data: Data) => string)
  /** The buttons, in their order. The button that cancels stands before them. */
  readonly buttons: readonly DialogButton<Answer, BodyValue<Body>, Data>[]
  /**
   * The word of the button that cancels, as Escape does. The answer is then undefined. With `false` there is no such button, but Escape does
   * the same.
   *
   * @defaultValue 'Cancel'
   */
  readonly cancel?: string | false | undefined
  /**
   * The label of the button that has the focus at first, and that Enter in a field presses.
   *
   * @defaultValue the first button that isn't destructive; if all are, the one that cancels has the focus, and Enter in a field does nothing
   */
  readonly default?: string | undefined
  /**
   * What stands above the buttons and has keys of its own: a text field, a list, a component of yours. A control has to be made with
   * `keepOpen: true`.
   */
  readonly body?: Body | undefined
  /** Makes the input of the body of the dialog's input. */
  readonly bodyInput?: ((data: Data) => InputFrom<Body>) | undefined
}

/** The value of the body of a dialog. */
export type BodyValue<Body extends AnyActorLogic> = [Body] extends [never] ? undefined : ValueOf<Body>

/** The context of a dialog. */
export interface DialogContext<Value, Data> {
  /** The input. */
  readonly data: Data
  /** The question. */
  readonly title: string
  /** The value of the body. It's undefined if there is none. */
  readonly filled: Value
  /** Why the button that was pressed last does nothing. */
  readonly problem: string | undefined
}

/** What a dialog can be told. */
export type DialogEvent<Label extends string = string> =
  /** Presses a button, by its label. */
  | { readonly type: 'choose'; readonly button: Label }
  /** Presses the default button. */
  | { readonly type: 'submit' }
  /** Ends the dialog without an answer. */
  | { readonly type: 'cancel' }

/** The states of a dialog. */
export type DialogState = 'asking' | 'answered' | 'left'

/** What `dialog` returns. Its output is the answer, or undefined if it was left. */
export type Dialog<Answer, Body extends AnyActorLogic = never, Data = undefined> = Pattern<
  DialogContext<BodyValue<Body>, Data>,
  DialogEvent,
  DialogState,
  never,
  Data,
  Answer | undefined,
  // eslint-disable-next-line @typescript-eslint/no-generated-empty-object-type -- no body, and so no child of a name that is known
  [Body] extends [never] ? Record<never, never> : { readonly body?: ActorRefFromLogic<Body> | undefined }
> & {
  /** What it was made of. */
  readonly parts: DialogParts
}

/** What the view of a dialog has to know besides its snapshot. */
export interface DialogParts {
  /** The buttons, in their order. One that cancels is the first of them. */
  readonly buttons: readonly DialogButton[]
  /** The word of the button that cancels. */
  readonly cancel: string | false
  /** The label of the default button. */
  readonly default: string | undefined
  /** What stands above the buttons. */
  readonly body: AnyActorLogic | undefined
}

type AnyOptions = DialogOptions<unknown, AnyActorLogic, unknown>

type Context = DialogContext<unknown, unknown> & {
  readonly answer: unknown
  readonly reasons: readonly (string | undefined)[]
}

/**
 * A question with buttons. It ends with its answer, so its parent gets it as the output of `onDone`.
 *
 * ```ts
 * const restart = createActor(dialog({ title: 'Restart?', buttons: [{ label: 'Restart', answer: true }] })).start()
 * restart.send({ type: 'choose', button: 'Restart' }) // its output is true
 * ```
 *
 * @throws TypeError if there is no button, if two have the same label, or if `default` names none.
 */
export function dialog<const Answer, Body extends AnyActorLogic = never, Data = undefined>(
  options: DialogOptions<Answer, Body, Data>,
): Dialog<Answer, Body, Data> {
  const { title, body, bodyInput } = options as unknown as AnyOptions
  const parts = partsOf(options as unknown as AnyOptions)
  const { buttons } = parts
  const labels = buttons.map(({ label }) => label)
  const reasonsFor = (filled: unknown, data: unknown) =>
    buttons.map(({ disabled }) => disabled?.(filled, data))
  const named = (label: string | undefined) => buttons.find((button) => button.label === label)

  const machine = setup({
    types: {
      context: {} as Context,
      events: {} as DialogEvent | { readonly type: 'body.change'; readonly value: unknown },
      input: {},
    },
    actors: { body: asWork(body ?? inertLogic.callback), buttons: buttonRow(labels) },
    actions: {
      take: assign(({ context: { filled, data } }, label: string) => {
        const { answerFrom, answer } = named(label)!
        return { answer: answerFrom === undefined ? answer : answerFrom(filled, data) }
      }),
      refuse: assign(({ context }, label: string) => ({ problem: context.reasons[labels.indexOf(label)] })),
      fill: assign(({ context }, filled: unknown) => ({
        filled,
        problem: undefined,
        reasons: reasonsFor(filled, context.data),
      })),
      tellButtons: sendTo('buttons', ({ context }: { context: Context }) => ({
        type: 'reasons',
        reasons: context.reasons,
      })),
    },
    guards: {
      cancels: (_, label: string) => label === parts.cancel,
      works: ({ context }, label: string) =>
        named(label) !== undefined && context.reasons[labels.indexOf(label)] === undefined,
      isThere: (_, label: string) => named(label) !== undefined,
      hasDefault: () => parts.default !== undefined,
    },
  }).createMachine({
    id: 'dialog',
    meta: {
      resume: 'goesOn',
      canEnd: true,
      canFail: body !== undefined && mayFail(body),
    } satisfies PatternRules,
    description: 'A question with buttons.',
    context: ({ input }) => ({
      data: input,
      title: typeof title === 'function' ? title(input) : title,
      filled: undefined,
      problem: undefined,
      answer: undefined,
      reasons: reasonsFor(undefined, input),
    }),
    invoke: [
      {
        src: 'buttons',
        id: 'buttons',
        input: ({ context }: { context: Context }) => ({ at: firstOf(parts), reasons: context.reasons }),
      },
      ...(body === undefined
        ? []
        : [
            {
              src: 'body' as const,
              id: 'body',
              input: ({ context }: { context: Context }) => bodyInput?.(context.data) as unknown,
            },
          ]),
    ],
    initial: 'asking',
    states: {
      asking: {
        on: {
          'body.change': {
            actions: [
              { type: 'fill', params: ({ event }: { event: { readonly value: unknown } }) => event.value },
              'tellButtons',
            ],
          },
          choose: [
            { guard: { type: 'cancels', params: ({ event }) => event.button }, target: 'left' },
            {
              guard: { type: 'works', params: ({ event }) => event.button },
              target: 'answered',
              actions: { type: 'take', params: ({ event }) => event.button },
            },
            {
              guard: { type: 'isThere', params: ({ event }) => event.button },
              actions: { type: 'refuse', params: ({ event }) => event.button },
            },
          ],
          submit: [
            {
              guard: { type: 'works', params: parts.default ?? '' },
              target: 'answered',
              actions: { type: 'take', params: parts.default ?? '' },
              ...(parts.default !== undefined && { description: parts.default }),
            },
            { guard: 'hasDefault', actions: { type: 'refuse', params: parts.default ?? '' } },
          ],
          cancel: { target: 'left', description: parts.cancel || 'Cancel' },
        },
      },
      answered: { type: 'final' },
      left: { type: 'final' },
    },
    output: ({ context }) => context.answer,
  })
  return overriding(asPattern(machine), { parts }) as unknown as Dialog<Answer, Body, Data>
}

function partsOf(options: AnyOptions): DialogParts {
  const { cancel = 'Cancel', body, default: wanted } = options
  const own = options.buttons
  if (own.length === 0) throw new TypeError('dialog: there is no button. Pass at least one in `buttons`')
  const buttons = cancel === false ? own : [{ label: cancel }, ...own]
  const labels = buttons.map(({ label }) => label)
  const twice = labels.find((label, index) => labels.indexOf(label) !== index)
  if (twice !== undefined)
    throw new TypeError(`dialog: two buttons have the label '${twice}'. Give one of them another`)
  if (wanted !== undefined && !own.some(({ label }) => label === wanted))
    throw new TypeError(`dialog: there is no button '${wanted}', only ${labels.join(', ')}`)
  return { buttons, cancel, body, default: wanted ?? own.find(({ destructive }) => !destructive)?.label }
}

/** The index of the button that has the focus at first. */
function firstOf({ buttons, default: wanted }: DialogParts): number {
  return Math.max(
    0,
    buttons.findIndex(({ label }) => label === wanted),
  )
}
