import type { FailureKind } from './invariants.ts'
import { moveText, type Move } from './move.ts'

/** What an `ExploreError` tells. */
export interface ExploreErrorDetails {
  /** The name of the component. */
  readonly name: string
  /** What kind of fault it is. */
  readonly kind: FailureKind
  /** The fault, in a sentence. */
  readonly what: string
  /** The seed that found it; undefined if the moves were given. */
  readonly seed: number | undefined
  /** The moves that lead to it. */
  readonly moves: readonly Move[]
  /** How many moves there were before they were shortened. */
  readonly tried: number
  /** Whether `explore` was given samples, which the moves may need. */
  readonly hasSamples: boolean
  /** The size that the terminal begins with, in cells. */
  readonly size: readonly [columns: number, rows: number]
  /** The file of the recording; undefined if it couldn't be written. */
  readonly file: string | undefined
}

/**
 * What `explore` has found. Its message has the fault, the shortest moves that lead to it as a test to paste, and the file of a recording.
 *
 * ```ts
 * const found = await explore(counter).catch((error) => error)
 * if (found instanceof ExploreError) console.error(found.kind, found.moves)
 * ```
 */
export class ExploreError extends Error {
  /** The name of the class. */
  override readonly name = 'ExploreError'
  /** What kind of fault it is. */
  readonly kind: FailureKind
  /** The fault, in a sentence. */
  readonly fault: string
  /** The seed that found it; undefined if the moves were given. */
  readonly seed: number | undefined
  /** The moves that lead to it, as `explore` takes them. */
  readonly moves: readonly Move[]
  /** The file of a recording, which `actty replay` opens; undefined if it couldn't be written. */
  readonly file: string | undefined

  constructor(details: ExploreErrorDetails, cause?: unknown) {
    super(messageOf(details), cause === undefined ? {} : { cause })
    this.kind = details.kind
    this.fault = details.what
    this.seed = details.seed
    this.moves = details.moves
    this.file = details.file
  }
}

function messageOf(details: ExploreErrorDetails): string {
  const { name, what, seed, moves, tried, file } = details
  const after = moves.length === 0 ? 'at its start' : `after ${count(moves.length, 'move')}`
  const found = seed === undefined ? '' : ` (seed ${seed}, ${tried} before they were shortened)`
  const madeUp = moves.flatMap((move) => ('answer' in move && move.sample === undefined ? [move.answer] : []))
  return [
    `${name} ${after}${found}: ${what}`,
    ...(madeUp.length > 0
      ? [
          `The answers of ${[...new Set(madeUp)].join(', ')} were made up. If the code expects others, give samples of them.`,
        ]
      : []),
    '',
    ...testText(details),
    ...(file === undefined ? [] : ['', `Recorded in ${file}: npx actty replay ${file} PROGRAM`]),
  ].join('\n')
}

/** The moves as a test. */
function testText({ what, moves, hasSamples, size }: ExploreErrorDetails): string[] {
  const title = what.split('\n')[0]!.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
  return [
    `test('${title}', async () => {`,
    '  await explore(app, {',
    ...(hasSamples ? ['    samples,'] : []),
    `    sizes: [[${size.join(', ')}]],`,
    moves.length === 0 ? '    moves: [],' : '    moves: [',
    ...moves.map((move) => `      ${moveText(move)},`),
    ...(moves.length === 0 ? [] : ['    ],']),
    '  })',
    '})',
  ]
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`
}
