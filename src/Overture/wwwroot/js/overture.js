// Everything here makes livelier what works without it.
import { swaps } from './swap.js';
import { upload } from './upload.js';
import { live } from './live.js';
import { review } from './review.js';

document.documentElement.classList.add('js');
swaps();
upload(document.querySelector('#upload'));
live();
review(document.querySelector('#review'));

document.addEventListener('keydown', event => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest('input, textarea, select')) {
        event.preventDefault();
        document.querySelector('#search')?.focus();
    }
});
document.addEventListener('change', event => event.target.matches('select[data-submit]') && event.target.form.requestSubmit());

// All of the above listens now.
document.documentElement.dataset.ready = '';
