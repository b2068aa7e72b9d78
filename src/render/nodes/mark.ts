import type {} from '../layout/sizing.ts'
import type { Style } from '../paint/style.ts'
import { describe } from './options.ts'
import { text, type TextNode } from './text.ts'

/** The name of a mark: what it stands for. */
export type MarkName =
  | 'done'
  | 'failed'
  | 'warning'
  | 'info'
  | 'waiting'
  | 'skipped'
  | 'retry'
  | 'on'
  | 'checked'
  | 'unchecked'
  | 'chosen'
  | 'unchosen'
  | 'open'
  | 'closed'
  | 'branch'
  | 'lastBranch'
  | 'trunk'
  | 'bullet'
  | 'subBullet'
  | 'quote'
  | 'ask'
  | 'prompt'
  | 'selected'
  | 'more'
  | 'separator'
  | 'masked'
  | 'up'
  | 'down'
  | 'left'
  | 'right'

/** Each mark in Unicode and in ASCII. None has an emoji form, which some terminals draw in two cells. */
const marks: Readonly<Record<MarkName, readonly [unicode: string, ascii: string]>> = {
  done: ['✓', '+'],
  failed: ['✗', 'x'],
  warning: ['▲', '!'],
  info: ['i', 'i'],
  waiting: ['○', '.'],
  skipped: ['–', '-'],
  retry: ['↻', '~'],
  on: ['●', 'o'],
  checked: ['■', '[x]'],
  unchecked: ['□', '[ ]'],
  chosen: ['◉', '(o)'],
  unchosen: ['○', '( )'],
  open: ['▾', 'v'],
  closed: ['▸', '>'],
  branch: ['├─', '|-'],
  lastBranch: ['└─', '`-'],
  trunk: ['│', '|'],
  bullet: ['•', '*'],
  subBullet: ['◦', '-'],
  quote: ['▎', '|'],
  ask: ['?', '?'],
  prompt: ['›', '>'],
  selected: ['▌', '>'],
  more: ['…', '~'],
  separator: ['·', '-'],
  masked: ['•', '*'],
  up: ['↑', '^'],
  down: ['↓', 'v'],
  left: ['←', '<'],
  right: ['→', '>'],
}

/**
 * A mark, such as `✓` before what is done. On a terminal without Unicode it's drawn in ASCII (`+`), which may take more cells. A mark
 * of your own has its two forms: `mark(['λ', '\\'])`.
 *
 * ```ts
 * text([mark('done', { color: 'success' }), ' Lint'])
 * ```
 *
 * @throws TypeError if there is no such mark, or an option is invalid.
 */
export function mark(
  name: MarkName | readonly [unicode: string, ascii: string],
  options?: Style,
): TextNode<never> {
  const [unicode, ascii] = typeof name === 'string' ? faces(name) : name
  return marked(unicode, ascii, options)
}

/** A text that is drawn in ASCII on a terminal without Unicode. */
export function marked(unicode: string, ascii: string, options?: Style): TextNode<never> {
  return { ...text('', options), content: [{ text: unicode, style: undefined, ascii }] }
}

function faces(name: MarkName): readonly [unicode: string, ascii: string] {
  if (Object.hasOwn(marks, name)) return marks[name]
  throw new TypeError(`mark must be one of ${Object.keys(marks).join(', ')}, not ${describe(name)}`)
}
