import type { ViewInfo } from '../component.ts'

/** Notes which fields of `info` a view reads, because it depends only on these. */
export class NotedInfo {
  /** The `info` of the view. Its fields are own properties, so that a spread reads them all. */
  readonly info: ViewInfo
  readonly #read = new Set<keyof ViewInfo>()
  #values: ViewInfo

  constructor(values: ViewInfo) {
    this.#values = values
    const note = <Key extends keyof ViewInfo>(key: Key): ViewInfo[Key] => {
      this.#read.add(key)
      return this.#values[key]
    }
    this.info = {
      get columns() {
        return note('columns')
      },
      get rows() {
        return note('rows')
      },
      get maxRows() {
        return note('maxRows')
      },
      get focused() {
        return note('focused')
      },
      get windowFocused() {
        return note('windowFocused')
      },
      get background() {
        return note('background')
      },
      get theme() {
        return note('theme')
      },
    }
  }

  /** The view is called with these values next. */
  begin(values: ViewInfo): void {
    this.#read.clear()
    this.#values = values
  }

  /** Whether the view has read how large its region is. */
  get readsSize(): boolean {
    return this.#read.has('columns') || this.#read.has('rows') || this.#read.has('maxRows')
  }

  /** Whether a field that the view has read has another value now. */
  differsFrom(values: ViewInfo): boolean {
    if (this.#read.size === 0) return false
    for (const key of this.#read) if (values[key] !== this.#values[key]) return true
    return false
  }

  /** The same of one field. */
  differsIn<Key extends keyof ViewInfo>(key: Key, value: ViewInfo[Key]): boolean {
    return this.#read.has(key) && this.#values[key] !== value
  }
}
