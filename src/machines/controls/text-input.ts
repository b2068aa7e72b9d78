import { assign, setup } from 'xstate'
import { requireCount } from '../kit/numbers.ts'
import { edits } from '../editor/apply-edit.ts'
import type { TextTarget } from '../editor/edits.ts'
import { announcing } from '../kit/change.ts'
import { withEvent } from '../kit/chart.ts'
import { copyIn } from '../kit/clipboard.ts'
import { asPattern, type Pattern, type PatternRules } from '../kit/pattern.ts'
import {
  editLine,
  lineOf,
  ordered,
  selectedText,
  singleLine,
  type FilledLine,
  type LineCommand,
} from './line-edit.ts'

/** What a `textInput` accepts, and when it ends. */
export interface TextInputOptions {
  /**
   * Whether the field stays when it is submitted. It then takes neither `submit` nor `leave`, so the keys Enter and Escape
   * go on to the region around it, whose state says what they mean.
   *
   * @defaultValue false: Enter and Escape end the field, and its output is the text
   */
  readonly keepOpen?: boolean | undefined
  /**
   * Whether it holds a secret. The text isn't shown or selected, has no history and no undo, and counts as one word.
   *
   * @defaultValue false
   */
  readonly masked?: boolean | undefined
  /**
   * How long the text may be, in grapheme clusters: a whole number, 1 or more. If a longer text comes in, its end is cut off
   * and `isCut` is true in the context.
   *
   * @defaultValue 10,000
   */
  readonly maxLength?: number | undefined
}

/** The input of a `textInput`. */
export interface TextInputInput {
  /**
   * The text at first.
   *
   * @defaultValue ''
   */
  readonly value?: string | undefined
  /** Earlier texts for `older`, the newest last. */
  readonly history?: readonly string[] | undefined
}

/** The context of a `textInput`. */
export interface TextInputContext extends FilledLine {
  /** Whether it holds a secret. */
  readonly masked: boolean
  /** Earlier texts, the newest last. */
  readonly history: readonly string[]
  /** How far back in the history the shown text is. 0 is the text that the user is typing. */
  readonly back: number
  /** The text that the user was typing before going back in the history. */
  readonly draft: string
}

/** What a `textInput` can be told. */
export type TextInputEvent =
  /** Edits the text. Line feeds in what is put in become spaces. */
  | LineCommand
  /** Sends the selected text to the clipboard, and deletes it or drops the selection; or only drops it. */
  | { readonly type: 'cut' | 'copy' | 'unselect' }
  /** Goes through the history, or ends the field with its text or without. */
  | { readonly type: 'older' | 'newer' | 'submit' | 'leave' }
  /** Replaces the text. */
  | { readonly type: 'set'; readonly value: string }
  /** Empties the field, and adds its text to the history. */
  | { readonly type: 'clear' }

/** The states of a `textInput`. */
export type TextInputState = 'editing' | 'recalling' | 'submitted' | 'left'

/** What `textInput` returns. Its output is the submitted text, or undefined if the field was left. */
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
 * A line of text that the user edits. The cursor moves by grapheme clusters, which are characters as people count them.
 *
 * ```ts
 * const name = createActor(textInput(), { input: { value: 'Ada' } }).start()
 * name.send({ type: 'insert', text: '!' })
 * name.send({ type: 'submit' }) // its output is 'Ada!'
 * ```
 *
 * @throws RangeError if `maxLength` isn't a whole number, 1 or more.
 */
export function textInput(options: TextInputOptions = {}): TextInput {
  const { keepOpen = false, masked = false, maxLength = MAX_LENGTH } = options
  requireCount('textInput: maxLength', maxLength)
  const edit = (line: FilledLine, command: LineCommand) =>
    masked
      ? { ...editLine(line, asOneWord(command), maxLength), edits: lineOf('', 0).edits }
      : editLine(line, command, maxLength)
  const recall = (context: TextInputContext, back: number) => ({
    ...lineOf(back === 0 ? context.draft : context.history.at(-back)!, Infinity, context.edits.kills),
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
      edit: assign(({ context }, command: LineCommand) => edit(context, command)),
      copy: ({ context, system }) => copyIn(system, selectedText(context)),
      unselect: assign({ anchor: undefined }),
      recallOlder: assign(({ context }) => recall(context, context.back + 1)),
      recallNewer: assign(({ context }) => recall(context, context.back - 1)),
      set: assign(({ context }, value: string) => ({
        ...lineOf(value, maxLength, context.edits.kills),
        back: 0,
        draft: '',
      })),
      remember: assign({ history: ({ context }) => (masked ? [] : remembered(context)) }),
    },
    guards: {
      ends: () => !keepOpen,
      can: ({ context }, { type }: LineCommand) => canEdit(context, type),
      isSelected: ({ context }) => isSelected(context),
      hasOlder: ({ context }) => context.back < context.history.length,
      isNewest: ({ context }) => context.back === 1,
    },
  }).createMachine({
    id: 'textInput',
    meta: { resume: 'goesOn', isSecret: masked, canEnd: true, canFail: false } satisfies PatternRules,
    description: 'A line of text that the user edits.',
    context: ({ input }) => ({
      ...lineOf(input?.value ?? '', maxLength),
      masked,
      history: masked ? [] : (input?.history ?? []).map(singleLine),
      back: 0,
      draft: '',
    }),
    initial: 'editing',
    on: {
      ...Object.fromEntries(
        edits.map((type) => [type, { guard: withEvent('can'), actions: withEvent('edit') }]),
      ),
      copy: { guard: 'isSelected', actions: ['copy', 'unselect'] },
      cut: {
        guard: 'isSelected',
        actions: ['copy', { type: 'edit', params: { type: 'delete', to: 'left' } }],
      },
      unselect: { guard: 'isSelected', actions: 'unselect' },
      set: { target: '.editing', actions: { type: 'set', params: ({ event }) => event.value } },
      clear: { target: '.editing', actions: ['remember', { type: 'set', params: '' }] },
      older: { guard: 'hasOlder', target: '.recalling', actions: 'recallOlder', description: 'Older' },
      submit: { guard: 'ends', target: '.submitted', actions: 'remember', description: 'Submit' },
      leave: { guard: 'ends', target: '.left', description: 'Leave' },
    },
    states: {
      editing: {},
      recalling: {
        description: 'It shows an earlier text, and keeps the draft.',
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

/** The history with the text at its end, unless that is empty or the newest already. */
function remembered({ history, value }: TextInputContext): readonly string[] {
  return value === '' || value === history.at(-1) ? history : [...history, value]
}

function isSelected(context: TextInputContext): boolean {
  const [from, to] = ordered(context)
  return from < to
}

/** Whether there is something that the command can be done to. A secret is never selected, taken apart or kept. */
function canEdit({ edits, masked }: TextInputContext, type: LineCommand['type']): boolean {
  switch (type) {
    case 'undo':
      return edits.done.length > 0
    case 'redo':
      return edits.undone.length > 0
    case 'yank':
      return edits.kills.length > 0
    case 'yankOlder':
      return edits.yanked !== undefined
    case 'selectAll':
    case 'case':
    case 'transpose':
    case 'transposeWords':
      return !masked
    default:
      return true
  }
}

/** The command for a secret, whose words aren't told and whose text isn't kept. */
function asOneWord(command: LineCommand): LineCommand {
  switch (command.type) {
    case 'kill':
    case 'delete':
      return { type: 'delete', to: inOneWord(command.to) }
    case 'move':
      return { type: 'move', to: inOneWord(command.to) }
    case 'place':
      return { type: 'place', cursor: command.cursor }
    default:
      return command
  }
}

function inOneWord(to: TextTarget): TextTarget {
  return to === 'wordRight' ? 'end' : /ordLeft$/.test(to) ? 'start' : to
}
