import { KeyShortcuts } from './key-shortcuts.js';
import { LoadingBar } from './loading-bar.js';
import { CheckList } from './check-list.js';
import { CopyText } from './copy-text.js';
import { FileFingerprint } from './file-fingerprint.js';
import { PrintNote } from './print-note.js';
import { SelectRows } from './select-rows.js';
import { SendingForm } from './sending-form.js';
import { SessionEnd } from './session-end.js';
import { TimeSlider } from './time-slider.js';
import { UndoWindow } from './undo-window.js';
import { WhoWrites } from './who-writes.js';

// What the server alone cannot do, on every page. Every page works without it.
customElements.define('check-list', CheckList);
customElements.define('copy-text', CopyText);
customElements.define('file-fingerprint', FileFingerprint);
customElements.define('key-shortcuts', KeyShortcuts);
customElements.define('loading-bar', LoadingBar);
customElements.define('print-note', PrintNote);
customElements.define('select-rows', SelectRows);
customElements.define('sending-form', SendingForm);
customElements.define('session-end', SessionEnd);
customElements.define('time-slider', TimeSlider);
customElements.define('undo-window', UndoWindow);
customElements.define('who-writes', WhoWrites);
