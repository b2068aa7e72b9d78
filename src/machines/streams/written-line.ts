import { collectGraphemes } from 'unicode-segmenter/grapheme'

/*
 * A line that a program goes back on, as progress bars and spinners do, and its last state. CR and BS move the cursor and
 * erase nothing. These sequences of ECMA-48 are known: CHA, CUF, CUB, EL, ED to the end, and colors (SGR), which stay in the
 * text. Modes, such as a hidden cursor, are dropped. Everything else is text.
 */
const token = /[\r\b]|\x1b\[([\d;:?]*)([CDGKhlm]|(?<=\[0?)J)|\x1b|[^\r\b\x1b]+/g

/** The beginning of a sequence. Its rest may come later. */
const unfinishedSequence = /\x1b(?:\[[\d;:?]{0,28})?$/

/** What goes back on a line, and how long it can be. */
const goesBack = /[\r\b]|\x1b\[(?:[\d;:?]*[CDGKhl]|0?J)/
export const MAX_SEQUENCE_LENGTH = 32

/** Whether a line contains more than text and colors. */
export function isRewritten(written: string): boolean {
  return goesBack.test(written)
}

/** The last state of a line. */
export function lastState(written: string): string {
  // A CR at the end changes nothing, as in CR LF.
  const line = written.endsWith('\r') ? written.replace(/\r+$/, '') : written
  if (!isRewritten(line)) return line
  const last = new WrittenLine()
  last.write(line)
  return last.end()
}

/** A program doesn't need more colors and attributes at once. */
const MAX_COLORS = 16

/** A line that is being written over. */
export class WrittenLine {
  /** The grapheme cluster in each column. The second column of a wide one is empty. */
  readonly #shown: string[] = []
  readonly #colors: string[] = []
  #color = ''
  #column = 0
  #unfinished = ''

  get columns(): number {
    return this.#shown.length
  }

  write(text: string): void {
    const written = this.#unfinished + text
    this.#unfinished = unfinishedSequence.exec(written)?.[0] ?? ''
    this.#obeyAll(written.slice(0, written.length - this.#unfinished.length))
  }

  /** Its text if nothing more comes. */
  end(): string {
    this.#obeyAll(this.#unfinished)
    this.#unfinished = ''
    return this.text
  }

  #obeyAll(written: string): void {
    for (const [part, parameters = '', command] of written.matchAll(token)) {
      if (part === '\r') this.#column = 0
      else if (part === '\b') this.#moveTo(this.#column - 1)
      else if (command !== undefined) this.#obey(part, parameters, command)
      else for (const cluster of collectGraphemes(part)) this.#put(cluster)
    }
  }

  get text(): string {
    let text = ''
    let color = ''
    for (let column = 0; column < this.#shown.length; column++) {
      text += colorsBetween(color, this.#colors[column]!) + this.#shown[column]!
      color = this.#colors[column]!
    }
    return text + colorsBetween(color, this.#color)
  }

  #obey(sequence: string, parameters: string, command: string): void {
    const count = Number(parameters === '' ? 0 : parameters)
    const isMode = command === 'h' || command === 'l'
    if (command === 'm') this.#addColor(sequence, parameters)
    else if (!isMode && Number.isNaN(count)) for (const character of sequence) this.#put(character)
    else if (command === 'C') this.#moveTo(this.#column + Math.max(1, count))
    else if (command === 'D') this.#moveTo(this.#column - Math.max(1, count))
    else if (command === 'G') this.#moveTo(Math.max(1, count) - 1)
    else if (!isMode) this.#erase(count)
  }

  #moveTo(column: number): void {
    this.#column = Math.max(0, Math.min(column, Math.max(MAX_COLUMN, this.#shown.length)))
  }

  /** EL and ED. There is only one line, so they do the same. */
  #erase(part: number): void {
    const [from, to] = [part === 0 ? this.#column : 0, part === 1 ? this.#column + 1 : Infinity]
    if (to >= this.#shown.length) this.#fit(Math.min(from, this.#shown.length))
    else for (let column = from; column < to; column++) this.#blank(column)
  }

  #put(cluster: string): void {
    const width = isWide.test(cluster) ? 2 : 1
    while (this.#shown.length < this.#column) this.#blank(this.#shown.length)
    // Half of a wide cluster is blank.
    if (this.#shown[this.#column] === '') this.#blank(this.#column - 1)
    if (this.#shown[this.#column + width] === '') this.#blank(this.#column + width)
    for (let column = this.#column; column < this.#column + width; column++) {
      this.#shown[column] = column === this.#column ? cluster : ''
      this.#colors[column] = this.#color
    }
    this.#column += width
  }

  #blank(column: number): void {
    this.#shown[column] = ' '
    this.#colors[column] = ''
  }

  #fit(columns: number): void {
    if (this.#shown[columns] === '') this.#blank(columns - 1)
    this.#shown.length = this.#colors.length = columns
  }

  /** The colors that are on: the sequences since the last reset, each once. */
  #addColor(sequence: string, parameters: string): void {
    if (/^0*$/.test(parameters)) this.#color = ''
    else {
      const colors = this.#color.split(/(?<=m)/).filter((color) => color !== sequence)
      this.#color = [...colors, sequence].slice(-MAX_COLORS).join('')
    }
  }
}

/** A cursor further right is a mistake, and would fill memory with blanks. */
const MAX_COLUMN = 65_535

const isWide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}|\ufe0f/u

function colorsBetween(from: string, to: string): string {
  if (from === to) return ''
  return to.startsWith(from) ? to.slice(from.length) : `\x1b[m${to}`
}
