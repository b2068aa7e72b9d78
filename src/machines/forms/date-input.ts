import { textInput } from '../controls/text-input.ts'
import { questionOf, type Question, type QuestionOptions } from './question.ts'
import type { LineField } from './text-question.ts'
import type { Verdict } from './verdict.ts'

/** What a `dateInput` asks. Dates are texts: '2026-11-28'. */
export interface DateInputOptions extends QuestionOptions<string> {
  /** The earliest date that is an answer: '2026-01-01'. */
  readonly min?: string | undefined
  /** The latest date that is an answer: '2026-12-31'. */
  readonly max?: string | undefined
  /**
   * Whether there has to be an answer. If not, that of an empty field is undefined.
   *
   * @defaultValue true
   */
  readonly required?: boolean | undefined
}

/** What `dateInput` returns. Its output is the date as '2026-11-28', or undefined if it was left or skipped. */
export type DateInput = Question<string, LineField>

/**
 * Asks for a day of the calendar. No time zone is in it: a date is what was typed, wherever the program runs.
 *
 * ```ts
 * const day = createActor(dateInput({ question: 'When?', default: '2026-11-28' })).start()
 * day.send({ type: 'submit' }) // its output is '2026-11-28'
 * ```
 *
 * @throws RangeError if `default`, `min` or `max` isn't a date such as '2026-11-28'.
 */
export function dateInput(options: DateInputOptions): DateInput {
  const { min, max, required = true } = options
  for (const name of ['default', 'min', 'max'] as const) {
    const date = options[name]
    if (date !== undefined && dayOf(date) === undefined)
      throw new RangeError(
        `dateInput: ${name} must be a date such as '2026-11-28', not ${JSON.stringify(date)}`,
      )
  }
  const read = (text: string): Verdict<string> => {
    const written = text.trim()
    if (written === '')
      return required ? { problem: 'a date is needed' } : { value: undefined as unknown as string }
    const day = dayOf(written)
    if (day === undefined) return { problem: problemOf(written) }
    const date = dateOf(day)
    if (min !== undefined && day < dayOf(min)!) return { problem: `it must be ${min} or later` }
    return max !== undefined && day > dayOf(max)!
      ? { problem: `it must be ${max} or earlier` }
      : { value: date }
  }
  return questionOf<string, string, DateInput>(
    {
      id: 'dateInput',
      description: 'A question that is answered by a day of the calendar.',
      field: textInput({ keepOpen: true, maxLength: 10 }),
      fieldInput: (value) => ({ value }),
      fieldSet: (value) => ({ type: 'set', value }),
      rawOf: (date = '') => date,
      valueOf: read,
      read,
      isValue: (value) => typeof value === 'string',
      describe: (date) => date,
      stepped: (raw, by) => {
        const day = dayOf(raw.trim())
        return day === undefined ? (min ?? max ?? raw) : within(dateOf(day + by), min, max)
      },
    },
    options,
  )
}

function within(date: string, min: string | undefined, max: string | undefined): string {
  const day = dayOf(date)!
  if (min !== undefined && day < dayOf(min)!) return min
  return max !== undefined && day > dayOf(max)! ? max : date
}

/** Ms of a day of UTC, in which each day is as long. */
const DAY = 86_400_000

/** The number of the day, of '2026-11-28' or '2026-1-2'; undefined if there is no such day. */
function dayOf(text: string): number | undefined {
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)?.map(Number) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  // Date.UTC takes the year 26 for 1926.
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  const isSame = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return isSame ? date.getTime() / DAY : undefined
}

function dateOf(day: number): string {
  const date = new Date(day * DAY)
  const year = Math.max(0, Math.min(9_999, date.getUTCFullYear()))
  const two = (number: number) => String(number).padStart(2, '0')
  return `${String(year).padStart(4, '0')}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

function problemOf(written: string): string {
  return /^\d{4}-\d{1,2}-\d{1,2}$/.test(written)
    ? `there is no ${written} in the calendar`
    : `${JSON.stringify(written)} isn't a date: year-month-day, such as 2026-11-28`
}

/** The day of the week of a date, in English: 'Saturday'. */
export function weekdayOf(date: string): string | undefined {
  const day = dayOf(date)
  return day === undefined ? undefined : weekdays[(((day + 4) % 7) + 7) % 7]
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
