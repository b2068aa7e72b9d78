export { diff, patch, type DiffOptions } from '../../render/formats/diff.ts'
