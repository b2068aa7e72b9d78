import { textInput } from '../controls/text-input.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import type { LineField } from './text-question.ts'
import type { Verdict } from './verdict.ts'

/** What a `numberInput` asks. */
export interface NumberInputOptions extends QuestionOptions<number> {
  /** The smallest number that is an answer. */
  readonly min?: number | undefined
  /** The largest number that is an answer. */
  readonly max?: number | undefined
  /**
   * Whether only whole numbers are answers.
   *
   * @defaultValue false
   */
  readonly integer?: boolean | undefined
  /**
   * By how much the arrow keys change the number.
   *
   * @defaultValue 1
   */
  readonly step?: number | undefined
  /**
   * Whether there has to be an answer. If not, that of an empty field is undefined.
   *
   * @defaultValue true
   */
  readonly required?: boolean | undefined
}

/** What `numberInput` returns. Its output is the number, or undefined if it was left or skipped. */
export type NumberInput = Question<number, LineField>

/**
 * Asks for a number.
 *
 * ```ts
 * const port = createActor(numberInput({ question: 'Port?', default: 8080, min: 1, max: 65_535, integer: true })).start()
 * port.send({ type: 'submit' }) // its output is 8080
 * ```
 *
 * @throws RangeError if `step` isn't a finite number above 0, or `min` is above `max`.
 */
export function numberInput(options: NumberInputOptions): NumberInput {
  const { min = -Infinity, max = Infinity, integer = false, step = 1, required = true } = options
  if (!(step > 0) || step === Infinity)
    throw new RangeError(`numberInput: step must be a finite number above 0, not ${step}`)
  if (min > max) throw new RangeError(`numberInput: min (${min}) must not be above max (${max})`)
  const read = (text: string): Verdict<number> => {
    const written = text.trim()
    if (written === '')
      return required ? { problem: 'a number is needed' } : { value: undefined as unknown as number }
    // Number() alone would take '0x1f' and '1e400' as well.
    const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(written) ? Number(written) : NaN
    if (!Number.isFinite(number)) return { problem: `${JSON.stringify(written)} isn't a number` }
    if (integer && !Number.isInteger(number)) return { problem: 'a whole number is needed' }
    if (number < min) return { problem: `it must be ${min} or more` }
    return number > max ? { problem: `it must be ${max} or less` } : { value: number }
  }
  return questionOf<string, number, NumberInput>(
    {
      id: 'numberInput',
      description: 'A question that is answered by a number.',
      field: textInput({ keepOpen: true, maxLength: 100 }),
      fieldInput: (value) => ({ value }),
      fieldSet: (value) => ({ type: 'set', value }),
      rawOf: (number) => (number === undefined ? '' : String(number)),
      valueOf: read,
      read,
      isValue: (value) => typeof value === 'number',
      describe: String,
      stepped: (raw, by) => {
        const number = Number(raw.trim())
        const next = Number.isFinite(number) ? addExactly(number, by * step) : by * step
        return String(Math.min(max, Math.max(min, next)))
      },
    },
    options,
  )
}

/** 0.1 and 0.2 is 0.3. */
function addExactly(a: number, b: number): number {
  const digits = Math.max(digitsOf(a), digitsOf(b))
  return Number((a + b).toFixed(Math.min(100, digits)))
}

/** How many digits are behind the point. */
function digitsOf(number: number): number {
  const [, digits = '', exponent = '0'] = /^-?\d*(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(number)) ?? []
  return Math.max(0, digits.length - Number(exponent))
}
