// The worker that all tabs of the preview share.

import { share } from "./events.js";

share(self);
