export {
  callOutside,
  OutsideSilent,
  type OutsideAnswer,
  type OutsideCall,
} from './call-outside.js';
export { mayCall, reaches, type Reach } from './reach.js';
