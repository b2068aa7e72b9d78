import { assign, setup } from 'xstate'
import { requireCount } from '../kit/numbers.ts'
import {
  deleteTo,
  endOf,
  insertText,
  singleLine,
  targetOf,
  type EditedLine,
  type EditTarget,
  type FilledLine,
} from './line-edit.ts'
import { graphemes } from './graphemes.ts'
import { announcing } from '../kit/change.ts'
import { asPattern, type Pattern } from '../kit/pattern.ts'

export interface TextInputOptions {
  /**
   * It is there to stay: it takes neither `submit` nor `leave`, so that Enter and Escape go on to the region around, whose
   * state says what they mean. Without it, they end it, and its output is the answer.
   */
  readonly keepOpen?: boolean | undefined
  /** It holds a secret: nothing of it is shown, it has no history, and all of it is one word. */
  readonly masked?: boolean | undefined
  /**
   * How many grapheme clusters it holds. Of a text that is cut to that, the context says `isCut`.
   *
   * @defaultValue 10,000
   */
  readonly maxLength?: number | undefined
}

export interface TextInputInput {
  readonly value?: string | undefined
  /** What `older` goes back to, the newest last. */
  readonly history?: readonly string[] | undefined
}

export interface TextInputContext extends FilledLine {
  readonly masked: boolean
  readonly history: readonly string[]
  /** How far back in the history it is: 0 is what is being written. */
  readonly back: number
  /** What was being written when it went back. */
  readonly draft: string
}

export type TextInputEvent =
  /** Puts text where the cursor is. In a paste, line feeds become spaces. */
  | { readonly type: 'insert'; readonly text: string }
  | { readonly type: 'move'; readonly to: EditTarget }
  /** Moves the cursor before a grapheme cluster, by its index. */
  | { readonly type: 'place'; readonly cursor: number }
  /** Deletes from the cursor to a place. */
  | { readonly type: 'delete'; readonly to: EditTarget }
  | { readonly type: 'older' | 'newer' | 'submit' | 'leave' }
  | { readonly type: 'set'; readonly value: string }
  /** Empties it; what was in it is the newest of the history now. */
  | { readonly type: 'clear' }

export type TextInputState = 'editing' | 'recalling' | 'submitted' | 'left'

/** Its output is the text that was submitted, or undefined where it was left. */
export type TextInput = Pattern<
  TextInputContext,
  TextInputEvent,
  TextInputState,
  never,
  TextInputInput | undefined,
  string | undefined
>

const MAX_LENGTH = 10_000

/**
 * A line of text that is being written. The cursor moves by what a person takes for a character.
 *
 * ```ts
 * const name = createActor(textInput(), { input: { value: 'Ada' } }).start()
 * name.send({ type: 'insert', text: '!' })
 * name.send({ type: 'submit' }) // and its output is 'Ada!'
 * ```
 *
 * @throws RangeError if `maxLength` isn't a whole number, 1 or more.
 */
export function textInput(options: TextInputOptions = {}): TextInput {
  const { keepOpen = false, masked = false, maxLength = MAX_LENGTH } = options
  requireCount('textInput: maxLength', maxLength)
  const target = (line: EditedLine, to: EditTarget) =>
    targetOf(line, !masked ? to : to === 'wordLeft' ? 'start' : to === 'wordRight' ? 'end' : to)
  const recall = (context: TextInputContext, back: number) => ({
    ...endOf(back === 0 ? context.draft : context.history.at(-back)!),
    isCut: false,
    back,
    draft: context.back === 0 ? context.value : context.draft,
  })

  const machine = setup({
    types: {
      context: {} as TextInputContext,
      events: {} as TextInputEvent,
      input: undefined as TextInputInput | undefined,
      output: {} as string | undefined,
    },
    actions: {
      insert: assign(({ context }, text: string) => insertText(context, singleLine(text), maxLength)),
      moveTo: assign({ cursor: ({ context }, to: EditTarget) => target(context, to) }),
      place: assign({
        cursor: ({ context }, cursor: number) =>
          Math.max(0, Math.min(Math.trunc(cursor) || 0, graphemes(context.value).length)),
      }),
      deleteTo: assign(({ context }, to: EditTarget) => ({
        ...deleteTo(context, target(context, to)),
        isCut: false,
      })),
      recallOlder: assign(({ context }) => recall(context, context.back + 1)),
      recallNewer: assign(({ context }) => recall(context, context.back - 1)),
      set: assign((_, value: string) => ({
        ...insertText(endOf(''), singleLine(value), maxLength),
        back: 0,
        draft: '',
      })),
      remember: assign({ history: ({ context }) => (masked ? [] : remembered(context)) }),
    },
    guards: {
      ends: () => !keepOpen,
      hasOlder: ({ context }) => context.back < context.history.length,
      isNewest: ({ context }) => context.back === 1,
    },
  }).createMachine({
    id: 'textInput',
    description: 'A line of text that is being written.',
    context: ({ input }) => ({
      ...insertText(endOf(''), singleLine(input?.value ?? ''), maxLength),
      masked,
      history: masked ? [] : (input?.history ?? []).map(singleLine),
      back: 0,
      draft: '',
    }),
    initial: 'editing',
    on: {
      insert: { actions: { type: 'insert', params: ({ event }) => event.text } },
      move: { actions: { type: 'moveTo', params: ({ event }) => event.to } },
      place: { actions: { type: 'place', params: ({ event }) => event.cursor } },
      delete: { actions: { type: 'deleteTo', params: ({ event }) => event.to } },
      set: { target: '.editing', actions: { type: 'set', params: ({ event }) => event.value } },
      clear: { target: '.editing', actions: ['remember', { type: 'set', params: '' }] },
      older: { guard: 'hasOlder', target: '.recalling', actions: 'recallOlder', description: 'Older' },
      submit: { guard: 'ends', target: '.submitted', actions: 'remember', description: 'Submit' },
      leave: { guard: 'ends', target: '.left', description: 'Leave' },
    },
    states: {
      editing: {},
      recalling: {
        description: 'It shows what was written before; the draft is kept.',
        on: {
          newer: [
            { guard: 'isNewest', target: 'editing', actions: 'recallNewer', description: 'Newer' },
            { actions: 'recallNewer', description: 'Newer' },
          ],
        },
      },
      submitted: { type: 'final', output: ({ context }) => context.value },
      left: { type: 'final' },
    },
    output: ({ event }) => (event as { output?: string }).output,
  })
  return asPattern(announcing(machine))
}

/** The history with the text at its end. Nothing stands in it twice in a row. */
function remembered({ history, value }: TextInputContext): readonly string[] {
  return value === '' || value === history.at(-1) ? history : [...history, value]
}
