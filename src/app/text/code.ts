export { code, type CodeOptions } from '../../render/formats/code.ts'
