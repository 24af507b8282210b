# Texts of whatsapp.
nav-whatsapp = واتساب
whatsapp-title = واتساب
whatsapp-lead = رقم المتجر وأرقام البائعات والنصوص والمحادثات.
whatsapp-number = رقم المتجر
whatsapp-none = لا يوجد رقم متصل.
number-hint = رقم واتساب المسجل لدى Twilio مع رمز البلد: ‎+212 612 345 678
account = حساب Twilio (AccountSid)
token = رمز الحساب (AuthToken)
token-hint = يُحفظ مشفرا ولا يظهر مرة أخرى.
store = المتجر
connect = اتصال
connected = متصل
online = متصل
offline = غير متصل
offline-why = لم تعد Twilio تقبل الإرسال من هذا الرقم (الرمز { $code }). الرسائل تنتظر. أدخل رمز الحساب من جديد.
hook-in = عنوان الرسائل الواردة
hook-status = عنوان الحالات
hook-hint = يُدخل لدى Twilio لهذا الرقم.
rotate = استبدال رمز الحساب
address = الرقم
sellers = أرقام البائعات
sellers-hint = من هذه الأرقام يُدار البث على واتساب.
seller-label = الاسم
seller-phone = الرقم
seller-phone-hint = اتركه فارغا إذا كان الرقم مخفيا وراء اسم مستخدم: رمز يربطه.
seller-add = إضافة
seller-remove = إزالة
seller-code = أرسل من واتساب خلال 10 دقائق: ربط { $code }
seller-linked = مرتبط
seller-open = غير مرتبط بعد
seller-ending = ينتهي بـ { $ending }
sellers-none = لا أرقام بعد.
stop = بعد STOP
stop-transactional = الردود والطلبات والمدفوعات فقط
stop-silent = لا رسائل إطلاقا
save = حفظ
done-saved = تم الحفظ
done-connected = تم ربط الرقم
done-removed = أزيل الرقم
done-sent = الرسالة في الطريق
done-closed = أعيدت المحادثة إلى الروبوت
done-text = حُفظ النص
done-default = أعيد النص الأصلي
counts = رسائل آخر 24 ساعة
count-waiting = تنتظر
count-sent = أُرسلت
count-delivered = سُلمت
count-failed = فشلت
inbox = المحادثات
inbox-lead = التي يجب أن يجيب عنها أحد من المتجر.
inbox-none = لا أحد ينتظر.
inbox-none-text = عندما تكتب زبونة «بائعة» أو لا يفهم الروبوت، تصل محادثتها إلى هنا.
unknown-name = بلا اسم
reply = ردك
send = إرسال
close = إعادة إلى الروبوت
erased = (محذوف)
with-media = (ملف مرفق)
at-place = (موقع)
texts = النصوص
texts-lead = كلماتك الخاصة لما يقوله الروبوت. ما بين الأقواس يملؤه Souk.
text = النص
language = اللغة
default-text = النص الأصلي
use-default = استعادة
own = معدّل
form-errors = يجب تصحيح:
manage-texts = تعديل النصوص
open-inbox = عرض المحادثات
state-pending = تنتظر
state-sending = قيد الإرسال
state-accepted = قبلتها Twilio
state-sent = أُرسلت
state-delivered = سُلمت
state-read = قُرئت
state-failed = لم تُسلم
state-suppressed = محجوبة
state-stale = فات الأوان
state-dead = لم تُرسل
edit = تعديل
simulator = المحاكي
simulator-lead = جرّب البث بلا واتساب: ثلاثة هواتف غير موجودة تكتب إلى المتجر.
simulator-start = ابدأ
simulator-off = المحاكي متوقف.
simulator-off-text = يعطي المتجر رقما غير موجود. ربط رقم حقيقي يحل محله.
simulator-first = زبونة 1
simulator-second = زبونة 2
simulator-seller = بائعة
simulator-text = رسالة
simulator-note = لا شيء يخرج من هنا: هذه الأرقام غير موجودة.
simulator-refresh = تحديث
problem-simulator-unheard = عنوان المنصة لا يجيب
problem-number-taken = هذا الرقم متصل من قبل
problem-store-has-number = لهذا المتجر رقم من قبل
problem-seller-known = هذا الرقم لبائعة من قبل
problem-window-closed = مرت أكثر من 24 ساعة على آخر رسالة: لا يسمح واتساب برد حر بعد ذلك
problem-opted-out = هذا الشخص لا يريد رسائل
problem-not-given-up = لم يُتخل عن هذه الرسالة
problem-file-too-large = الملف كبير جدا
problem-file-not-there = الملف غير متاح بعد
problem-signature-wrong = التوقيع غير صحيح
problem-message-sid-missing = معرف الرسالة ناقص
field-token-wrong = لا تعرف Twilio هذا الحساب أو الرمز
field-phone-wrong = رقم مع رمز البلد، مثل ‎+212 612 345 678
field-account-wrong = AC ثم 32 رقما وحرفا
field-store-unknown = لا يوجد متجر كهذا
field-placeholder-wrong = لا يجوز فيه إلا الكلمات التي بين أقواس النص الأصلي
field-key-unknown = لا يوجد نص كهذا
field-language-unknown = لا توجد لغة كهذه
field-policy-unknown = transactional_only أو silent
field-content-sid-wrong = HX ثم 32 رقما وحرفا

# What is said to contacts: {$name} is filled in, .b1 to .b3 are the buttons.
msg-rsv-held =
    ✅ {$code} لك، أنت رقم 1! محجوز {$minutes} دقيقة. المجموع: {$total}.
    أرسل عنوانك 📍 ثم أجب بـ نعم للتأكيد.
    .b1 = تأكيد
    .b2 = إلغاء
msg-rsv-held-known-address =
    ✅ {$code} لك، أنت رقم 1! محجوز {$minutes} دقيقة. المجموع: {$total}.
    التوصيل: {$address}
    أجب بـ نعم للتأكيد أو أرسل عنوانا آخر.
    .b1 = تأكيد
    .b2 = إلغاء
msg-rsv-multi =
    نتيجة الرموز:
    {$lines}
    المجموع المحجوز: {$total}. العنوان + نعم للتأكيد.
msg-rsv-need-size = {$code}: أي مقاس؟ {$sizes}
msg-rsv-need-address = تم 👍 أحتاج عنوانك من أجل {$codes}. أرسله في رسالة واحدة أو شارك موقعك 📍
msg-rsv-recap =
    ملخص:
    {$lines}
    التوصيل: {$delivery}
    المجموع: {$total}
    العنوان: {$address}
    أجب بـ نعم للتأكيد، بقي {$minutes} دقيقة.
    .b1 = تأكيد
    .b2 = إلغاء
msg-rsv-already-held = لديك {$code} بالفعل ✅ بقي {$minutes} دقيقة: العنوان + نعم للتأكيد.
msg-rsv-partial = لم يبق سوى {$held} × {$code}: محجوز {$minutes} دقيقة. للباقي {$missing} أنت رقم {$rank} في القائمة.
msg-rsv-reminder = ⏰ بقي {$minutes} دقيقة فقط لـ {$codes}. {$todo}
    .b1 = تأكيد
    .b2 = إلغاء
msg-rsv-expired = ⌛ انتهى حجزك لـ {$code}. أرسل {$code} مرة أخرى إذا ما زلت تريده.
msg-rsv-cancelled = تم إلغاء {$codes}. إلى اللقاء 👋
msg-rsv-released = قام {$shop} بتحرير {$code}. أرسل {$code} إذا ما زلت تريده.
msg-wl-joined = ⏳ {$code} محجوز. أنت رقم {$rank} في الطابور. سأكتب لك فور توفره.
msg-wl-already = ما زلت رقم {$rank} في طابور {$code}.
msg-wl-promoted = 🎉 {$code} متاح الآن، حان دورك! محجوز {$minutes} دقيقة. المجموع: {$total}. العنوان + نعم للتأكيد.
    .b1 = تأكيد
    .b2 = إلغاء
msg-wl-full = طابور {$code} ممتلئ، عذرا 🙏
msg-wl-left = تم، لم تعد في طابور {$code}.
msg-wl-closed = انتهى البث وبيع {$codes}. شكرا لمشاركتك 🙏
msg-cfm-done =
    🎉 تم تأكيد الطلب {$order}!
    {$lines}
    المجموع: {$total}، الدفع عند الاستلام.
    سأخبرك عند الإرسال. شكرا!
msg-cfm-done-deposit =
    تم تسجيل الطلب {$order} ✅
    {$lines}
    المجموع: {$total}. يتم التحقق من العربون، سأؤكد لك قريبا.
msg-cfm-soldout = عذرا، نفد 😔 {$code} بيع. أنت رقم {$rank} في قائمة الانتظار.
msg-cfm-soldout-nowl = عذرا، {$code} نفد 😔
msg-cfm-nothing = لا شيء في انتظارك. أرسل رمزا (مثل {$example}) للحجز.
msg-cfm-late-ok = انتهى حجزك لـ {$code} لكنه كان متاحا: تم التأكيد 🎉 الطلب {$order}، المجموع {$total}.
msg-cfm-partial =
    ✅ الطلب {$order}: {$ok}
    ❌ {$failed}
    المجموع: {$total}.
msg-dep-invite = 💡 لتثبيت {$codes} لمدة {$minutes} دقيقة: عربون {$deposit} ({$instructions}) ثم أرسل صورة الدفع هنا. اختياري، الدفع عند الاستلام ممكن.
msg-dep-required = {$codes} يتطلب عربونا قدره {$deposit} ({$instructions}). أرسل صورة الدفع هنا، بقي {$minutes} دقيقة.
msg-dep-received = 📸 تم استلام إثبات الدفع لـ {$target}. محجوز لك، {$shop} يتحقق.
msg-dep-approved = ✅ تم قبول العربون لـ {$target}. المتبقي: {$balance}.
msg-dep-rejected = ❌ رفض إثبات الدفع لـ {$target}: {$reason}. {$next}
msg-dep-which = لأي حجز هذا الإثبات؟ {$options}
msg-dep-no-context = لا يوجد حجز باسمك لهذه الصورة. للحجز أرسل رمز المنتج (مثل {$example}).
msg-dep-refund-due = انتهى حجزك {$target} بعد إرسال العربون. {$shop} سيعيد المبلغ أو يتواصل معك.
msg-code-unknown = لا أجد {$code}. تحقق من الملصق: حرف + رقم، مثل {$example}.
msg-code-suggest = لا أجد {$code}. هل تقصد {$suggestion}؟ أجب {$suggestion} للحجز.
    .b1 = احجز {$suggestion}
msg-code-ask = {$code}: {$price}. {$availability} أجب {$code} للحجز.
msg-code-clarify = هل تريد حجز {$code}؟ أجب فقط {$code}.
msg-live-none = لا يوجد بث مباشر لدى {$shop} الآن. إلى اللقاء 👋
msg-order-confirmed = ✅ تم تأكيد طلبك {$order}. المجموع: {$total}.
msg-order-preparing = 📦 طلبك {$order} قيد التحضير.
msg-order-out-for-delivery = 🛵 طلبك {$order} في الطريق. جهز {$balance}.
msg-order-delivered = 🎁 تم تسليم الطلب {$order}. شكرا وإلى اللقاء!
msg-order-cancelled = تم إلغاء طلبك {$order}: {$reason}.
msg-order-list =
    طلباتك وحجوزاتك:
    {$lines}
msg-order-none = لا أرى طلبا باسمك لدى {$shop}. أرسل رمزا (مثل {$example}) للحجز.
msg-opt-out = تم، لن تصلك رسائل من {$shop}. تبقى فقط معلومات طلب جار. أرسل START للعودة.
msg-opt-in = أهلا بعودتك 👋 ستصلك رسائل {$shop} من جديد.
msg-opt-hint = (أنت في وضع STOP: بدون تذكير. START لإعادة التفعيل.)
msg-opt-clarify = هل تريد إيقاف كل الرسائل (أجب STOP) أو إلغاء حجز (أجب إلغاء {$code})؟
msg-privacy-first = ℹ️ يستخدم {$shop} رقمك وعنوانك لطلبك. STOP لإيقاف الرسائل، بياناتي للاطلاع عليها.
msg-gdpr-access = هذه بياناتك (الرابط صالح {$hours} ساعة): {$link}
msg-gdpr-erase-confirm = حذف بياناتك لدى {$shop}؟ أجب حذف للتأكيد.
msg-gdpr-erased = تم حذف بياناتك. تبقى السجلات المحاسبية الإلزامية دون عنوانك أو رقمك.
msg-gdpr-erase-blocked = الطلب {$order} ما زال جاريا. سأحذف بياناتك عند انتهائه.
msg-help-customer =
    أرسل رمز المنتج (مثل {$example}) ثم عنوانك ثم نعم.
    إلغاء للتراجع، طلبي للمتابعة، بائع للتحدث، STOP للإيقاف.
msg-fallback = لم أفهم 🙏 أرسل رمزا (مثل {$example}) أو نعم أو إلغاء أو مساعدة.
msg-handoff = أحول رسالتك إلى {$shop}، سيتم الرد هنا.
msg-media-unsupported = لا أستطيع قراءة التسجيلات أو الفيديو 🙏 اكتب رمز المنتج (مثل {$example}).
msg-limit-holds = لديك {$max} حجوزات معلقة. أكد (نعم) أو ألغ قبل حجز المزيد.
msg-sel-item = ✅ {$code}: {$price}، قطعة واحدة. معروض للبيع!
msg-sel-stock = ✅ {$code} × {$qty}: {$price}{$sizes}. تم حفظ المخزون.
msg-sel-duplicate = الرمز مستعمل، اختر غيره أو أرسل MODIF {$code} …
msg-sel-photo-ok = 📸 أضيفت الصورة إلى {$code}.
msg-sel-photo-no-code = أرسل أولا الرمز والسعر (مثل A12 25) ثم الصورة.
msg-sel-no-price = لا سعر للحرف {$letter}. أرسل {$code} السعر (مثل {$code} 25) أو أكمل جدولك.
msg-sel-modified = ✏️ تم تحديث {$code}: {$changes}.
msg-sel-modify-blocked = غير ممكن: {$reason}
msg-sel-released = 🔓 تم تحرير {$code} ({$who}). {$next}
msg-sel-release-which =
    عدة حجوزات على {$code}:
    {$lines}
    أجب LIBERE {$code} والرقم.
msg-sel-stock-report =
    📊 المخزون:
    {$lines}
msg-sel-live-on = 🔴 البث مفتوح. أنت تبيع وأنا أتابع.
msg-sel-closed = ⚪ انتهى البث: {$orders} طلبات، {$amount}، {$expired} منتهية، {$proofs} إثباتات للتحقق. القائمة: {$link}
msg-sel-proof = 📸 عربون للتحقق {$pid}: {$who}، {$target}، {$deposit}.{$warning}
    .b1 = قبول
    .b2 = رفض
msg-sel-proof-done = الإثبات {$pid}: {$decision}. تم إبلاغ الزبون.
msg-sel-digest = آخر {$minutes} دقيقة: {$held} محجوز، {$confirmed} مؤكد، {$waiting} في الانتظار، {$expired} منته.
msg-sel-help = A12 · A12 25 · S01 x20 · S01 x20 tailles S,M,L · صورة · MODIF A12 30 · LIBERE A12 · FILE A12 · STOCK · PREUVES · COMMANDES · LIVE OFF
msg-sel-unknown = غير مفهوم 🙏 أمثلة: A12 25، S01 x20، MODIF A12 30. AIDE لعرض الكل.
msg-sel-alert = ⚠️ {$alert}
msg-rsv-cancel-which = أي حجز تريد إلغاءه؟ {$options} أجب إلغاء مع الرمز، أو إلغاء الكل.
msg-live-paused = البث لدى {$shop} متوقف مؤقتا. أعد إرسال الرمز بعد قليل 🙏
msg-limit-rate = رسائل كثيرة دفعة واحدة 🙏 انتظر دقيقتين ثم أعد إرسال رسالتك الأخيرة.
msg-free = {$text}
msg-test = رسالة تجربة من {$shop}: الاتصال يعمل ✅
msg-late-sorry = عذرًا، وصلت رسائلك إلى {$shop} متأخرة جدًا 🙏 لم يُحجز شيء. إن كنت ما زلت تريد القطعة فأرسل رمزها من جديد.
templates-paused = قوالب رفضتها ميتا
templates-paused-which = لم تعد هذه القوالب تُرسل: { $list }. أدخل غيرها.
unasked-paused = بلغ الحد اليومي لدى ميتا
unasked-paused-why = الرسائل التي لم يطلبها أحد تنتظر، والردود تُرسل.
usage-title = الاستهلاك
usage-lead = رسائل هذا الشهر وتكلفتها التقريبية.
usage-estimate = تقدير
usage-class = النوع
usage-free = ردود حرة
usage-templates = قوالب
usage-cost = التكلفة
usage-messages = الرسائل
usage-orders = طلبات مؤكدة
usage-per-order = التكلفة لكل طلب
usage-none = لا رسائل هذا الشهر.
usage-class-reply = الردود
usage-class-hold = الحجوزات
usage-class-payment = المدفوعات
usage-class-order = الطلبات
usage-class-optout = STOP و START
usage-class-seller = البائعات
steps = البداية
step-number = الرقم متصل
step-seller = أضيف رقم بائعة
step-write = من ذلك الهاتف، اكتب إلى الرقم
step-arrived = وصلت رسالة التجربة
channel-status = الحالة لدى تويليو:
try-number = إرسال رسالة تجربة
done-tried = أُرسلت رسالة التجربة
problem-nobody-wrote = اكتب أولًا إلى الرقم من هاتف بائعة
field-number-not-yours = حساب تويليو هذا لا يملك هذا الرقم
problems-title = رسائل لم تصل
problems-lead = رسائل آخر 30 يومًا التي لم يعالجها أحد بعد.
problems-none = وصل كل شيء
problems-none-text = لا توجد رسالة تنتظر المعالجة.
cause-no-template = لا قالب معتمد، ومضى أكثر من 24 ساعة على آخر رسالة
cause-erased = مُحي المحتوى
cause-unknown = سبب غير معروف
cause-twilio = رفضتها تويليو (الرمز { $code })
attempts = { $count } محاولات
to-conversation = عرض المحادثة
discard-why = السبب
try-again = إعادة المحاولة
discard = تنحية
done-retried = تجري إعادة المحاولة
done-discarded = نُحّيت
done-already = تم ذلك من قبل.
list-choose = اختر
field-too-many = العدد كبير جدا
