# What ops says.
nav-health = الحالة
nav-dead-letters = الإخفاقات
nav-timeline = التسلسل الزمني
nav-modules = الوحدات
nav-events = سجل الأحداث
nav-audit = الإجراءات

# Modules by name; others are called what they call themselves
module-gateway = البوابة
module-storefront = الواجهة
module-identity = الهوية
module-catalog = المنتجات
module-orders = الطلبات
module-reservations = البيع المباشر
module-whatsapp = واتساب
module-ops = التشغيل

# Words
on = مفعّل
off = متوقف
light-green = يعمل
light-amber = يحتاج إلى نظرة
light-red = معطّل
silent = لا يستجيب
silent-text = لم يُجب منذ بدء التشغيل، فلا يُعرف هل هو ضروري. يمكن إيقافه بعد أن يجيب.
unknown = غير معروف
required = أساسية
tenant = التاجر
reason = السبب
reason-hint = يُحفظ في السجل مع اسمك.
any = الكل
filter = تصفية
data = المحتوى
choose = اختيار { $what }
form-wrong = تحقق من هذه النقاط
column-module = الوحدة
column-state = الحالة
column-tenants = الاستثناءات
column-last = آخر قرار
column-type = الحدث
column-about = الموضوع
column-attempts = المحاولات
column-error = آخر خطأ
column-gave-up = وقت التخلي
column-when = متى
column-correlation = معرّف الترابط
column-who = من
column-did = الإجراء
column-target = على ماذا
column-outcome = النتيجة

# Health board
health-title = حالة الوحدات
health-lead = تُحدَّث كل ثلاث ثوانٍ.
health-looked = آخر نظرة
health-all-well = كل شيء يعمل
health-waits = كل شيء يعمل، و{ $count } إخفاقات تنتظر قرارًا
health-red = { $count ->
        [one] وحدة واحدة معطّلة
        [two] وحدتان معطّلتان
       *[other] { $count } وحدات معطّلة
    }
checks-fine = كل الفحوص سليمة
count-outbox = للإرسال
count-inbox = للمعالجة
count-parked = بانتظار الوحدة
count-dead = الإخفاقات
count-timers = مؤقتات مستحقة
count-timers-dead = مؤقتات فاشلة
since-seconds = منذ { $seconds } ث

# Home
home-modules = الوحدات العاملة
home-not-looked = لم تُفحص بعد
home-off = المفاتيح المتوقفة
home-off-note = المنصة والتجار
home-decisions = آخر القرارات
dead-none = لا شيء ينتظر
dead-look = للإعادة أو الأرشفة

# Module switches
modules-title = الوحدات
modules-lead = يمكن إيقاف كل وحدة للجميع أو لتاجر واحد، ويظهر الأثر خلال ثوانٍ.
modules-none = لا وحدات مهيأة
modules-none-text = الإعداد ops.modules يسمّي وحدات هذا التثبيت.
never-switched = لم يتغير قط
tenants-off = { $count } متوقفة
module-lead = من قرر ماذا ومتى ولماذا.
switch-platform = للجميع
switch-off-means = عند الإيقاف تُعلِم صفحاتها بذلك وتختفي قوائمها وتنتظر الأحداث الواردة إليها. لا يضيع شيء.
switch-on-means = عند التشغيل تعود صفحاتها وقوائمها وتُعالَج الأحداث المنتظرة بالترتيب.
switch-off-all = إيقاف للجميع
switch-on-all = تشغيل للجميع
switch-off = إيقاف
switch-on = تشغيل
switch-tenant = لتاجر واحد
switch-tenant-note = الوحدة المتوقفة للجميع متوقفة هنا أيضًا.
switch-tenants = تجار لهم مفتاح خاص
tenants-none = لا استثناءات
tenants-none-text = كل التجار يتبعون الإعداد العام.
switched = تم القرار، ويظهر الأثر خلال ثوانٍ.
required-text = { $module } أساسية: لا تعمل المنصة من دونها.

# Dead letters
dead-title = الإخفاقات
dead-lead = ما تعذّر على الوحدات معالجته، مجمّعًا حسب السبب. الإعادة تُرجع الحدث إلى من أخفق وحده.
dead-empty = لا إخفاقات
dead-empty-text = كل حدث وصل عولج أو سيُعالج في المحاولة التالية.
dead-silent = هذه الوحدات لا تستجيب وإخفاقاتها غير معروضة هنا
dead-cut = يوجد أكثر مما هو معروض
dead-replay = إعادة المحدد
dead-archive = أرشفة المحدد
dead-replay-all = { $count ->
        [one] إعادة
       *[other] إعادة الكل ({ $count })
    }
dead-archive-all = أرشفة الكل
dead-replayed = أُعيد { $count }
dead-archived = أُرشف { $count }
dead-failed = { $module } لا تستجيب: لم يُنفَّذ شيء

# Timeline
timeline-title = التسلسل الزمني
timeline-lead = القصة كاملة من أول حدث إلى آخره عبر الوحدات.
timeline-field = رقم الطلب أو المعرّف
timeline-hint = رقم طلب أو معرّف أو رمز ارتباط أو رسالة من Twilio (SM…) أو code@session أو هاتف مع رمز بلده أو سبب مثل 63016.
timeline-search = ابحث
timeline-none = لا شيء معروف بهذا الاسم
timeline-none-text = تحقق من الرقم. تُحذف الأحداث القديمة جدًا من السجل.
timeline-several = عدة طلبات تحمل هذا الرقم: أيها؟
timeline-of = القصة
timeline-of-order = الطلب { $number }
timeline-count = { $count } أحداث
timeline-cut = القصة أطول مما هو معروض
timeline-silent = لم يقل { $module } ما يعرفه: حاول مرة أخرى بعد قليل.
step-received = وصلت رسالة
step-asked = طُلبت رسالة
step-attempt = محاولة إرسال
step-status = حالتها

# Facts by type; others are shown by their wire name
event-orders-order-placed-v1 = تم الطلب
event-orders-order-accepted-v1 = قُبل الطلب
event-orders-order-rejected-v1 = رُفض الطلب
event-orders-order-preparing-v1 = قيد التحضير
event-orders-order-ready-v1 = جاهز
event-orders-order-completed-v1 = سُلّم للزبون
event-orders-order-cancelled-v1 = أُلغي الطلب
event-orders-order-delayed-v1 = تأخر
event-orders-order-departed-v1 = في الطريق
event-orders-order-reduced-v1 = أزيلت منتجات
event-identity-tenant-saved-v1 = حُفظ التاجر
event-identity-store-saved-v1 = حُفظ المتجر
event-identity-membership-changed-v1 = تغيّرت صلاحيات شخص
event-identity-guest-merged-v1 = سجّل زائر الدخول
event-ops-module-switched-v1 = تبديل وحدة
event-catalog-stock-changed-v1 = تغيّر المخزون
event-catalog-product-published-v1 = عُرض منتج للبيع
event-catalog-product-unpublished-v1 = سُحب منتج من البيع
event-catalog-hold-expired-v1 = انتهت مدة حجز المخزون

# Event log
events-title = سجل الأحداث
events-lead = كل أحداث المنصة من الأحدث إلى الأقدم.
events-none = لا أحداث
events-none-text = لا شيء يطابق هذه المرشحات أو لم يحدث شيء بعد.

# Record of actions
audit-title = إجراءات المشغّلين
audit-lead = من فعل ماذا ومتى ولماذا.
audit-none = لا إجراءات
audit-none-text = سيُدوَّن هنا كل تبديل أو إعادة أو أرشفة.
did-switch-off = أوقف
did-switch-on = شغّل
did-replay = أعاد
did-archive = أرشف

# Problems and field errors
problem-module-unknown = لا توجد وحدة بهذا الاسم هنا
problem-module-required = لا يمكن إيقاف { $module }: لا تعمل المنصة من دونها
problem-module-silent = { $module } لا تستجيب
field-tenant-unknown = معرّف التاجر يبدأ بـ ten_

# Availability and replays
column-cause = السبب
column-first = الأول
column-consumer = المستهلِك
column-progress = التقدم
percent = ⁦{ $n }%⁩
availability-hour = ساعة
availability-day = 24 ساعة
availability-month = 30 يومًا
availability-hours = التوفر ساعة بساعة
dead-sample = مثال
dead-sample-note = الأقدم في المجموعة
replay = إعادة
replays = عمليات الإعادة
replay-of = الإعادة رقم { $id }
replay-title = إعادة المجموعة
replay-note = تُثبَّت المجموعة في هذه اللحظة: ما يفشل لاحقًا لا يدخل فيها.
replay-rate = في الدقيقة
replay-pace = { $rate } في الدقيقة
replay-canary = التجربة على
replay-canary-hint = بعد هذا العدد ينتظر موافقتك. 0: لا ينتظر.
replay-stop-at = التوقف عند (% إخفاق)
replay-stop-at-hint = عندما يخفق هذا القدر مما أُعيد، تتوقف الإعادة من تلقاء نفسها، بدءًا من الخامس.
replay-gave-up = أخفق عدد كبير مجددًا: توقفت الإعادة
replay-gave-up-text = لم تُعَد البقية. أصلح السبب ثم ابدأ إعادة جديدة.
replay-under-way = هناك إعادة جارية لهذا السبب.
replay-look = عرضها
replay-progress = أُعيد { $sent } من { $total }
replay-gone = منها { $count } لم تعد فاشلة: لم يُفعل بها شيء.
replay-waits = أُعيدت أول { $count }
replay-waits-text = انظر أدناه ماذا حلّ بها، ثم تابع أو أوقف.
replay-silent = الوحدة لا تجيب؛ ستعاود الإعادة المحاولة
replay-go-on = متابعة
replay-stop = إيقاف
replay-became = ماذا حلّ بها
replay-handled = عولجت
replay-untried = لم تُجرَّب بعد
replay-failing = فشلت وستُعاد محاولتها
replay-dead = تُركت من جديد
replay-unknown = الوحدة لا تجيب: لا يُعرف ماذا حلّ بها
replay-state-running = جارية
replay-state-waiting = تنتظر موافقتك
replay-state-stopped = موقوفة
replay-state-done = انتهت
audit-words = نص
audit-since = من
audit-until = إلى

# More actions, problems and field errors
did-look-begin = بدأ المشاهدة
did-trace = تتبّع رسالة
did-look-end = أنهى المشاهدة
did-intervene = تدخّل في طلب
did-replay-begin = بدأت الإعادة
did-replay-go-on = استمرت الإعادة
did-replay-stop = أُوقفت الإعادة
problem-replay-open = هذا السبب قيد الإعادة بالفعل
problem-replay-empty = لم يبق ما يُعاد لهذا السبب
problem-replay-state = هذه الإعادة تجاوزت ذلك
field-rate-range = بين 1 و6000
field-canary-range = عدد صحيح، 0 أو أكثر
field-percent-range = عدد صحيح من 1 إلى 100
field-pace-range = بين 1 و600
field-day-unreadable = اكتب يومًا، مثل 2026-11-22

# Activity
nav-activity = النشاط
activity-title = نشاط المنصة
activity-lead = آخر 30 يومًا، محسوبة من سجل الأحداث. الأيام بتوقيت UTC.
activity-placed = طلبات مقدَّمة
activity-ended = منها ملغى أو مرفوض
activity-ended-of = أُلغي أو رُفض منها { $count }
activity-merchants = متاجر باعت
activity-stores = فروع باعت
activity-opened = تجار جدد
activity-per-day = الطلبات في اليوم
activity-day = { $day }: { $placed }، منها { $ended } ملغاة أو مرفوضة
activity-sums = المبالغ
activity-sum = المبلغ
activity-reduced = خُصم لاحقًا
activity-refunded = رُدّ
activity-currency = العملة
activity-none = لا طلبات
activity-none-text = ستُحسب هنا طلبات المتاجر.
nav-problems = لم تصل
queue-title = لم تصل
queue-lead = رسائل وملفات كل التجار التي تنتظر أحدا، الأقدم أولا.
queue-silent = الوحدة التي تملكها لا تجيب: حاول بعد قليل.
queue-empty = لا شيء ينتظر
queue-empty-text = وصل كل شيء، أو تولاه أحد.
queue-all = كل ما يمكن إعادة محاولته
queue-pace = كم في الدقيقة
queue-retry = أعد المحاولة
queue-discard = نحّها
queue-why = لماذا لا بأس بذلك
queue-attempts = { $count } محاولات
queue-retried = أعيدت محاولة { $count }
queue-discarded = نُحّيت { $count }
did-retry-messages = أعاد محاولة رسائل
did-discard-messages = نحّى رسائل
field-too-many = العدد كبير جدا
problem-kind-media-not-attached = لم يُجلب ملف
problem-kind-no-template = لا قالب معتمد
problem-kind-window-closed = مر أكثر من يوم على رسالته
problem-kind-auth-20003 = Twilio يرفض الرمز
problem-kind-template-paused = قالب موقوف
problem-kind-sender-offline = الرقم غير متصل
problem-kind-send-failed = لم تُرسل
problem-next-media-not-attached = أعد المحاولة؛ إن فشلت فاطلب من الزبونة إرسال الصورة ثانية.
problem-next-no-template = يُدخل التاجر قالبا معتمدا لهذا النص، ثم أعد المحاولة.
problem-next-window-closed = يُدخل التاجر قالبا معتمدا، أو ينتظر أن تكتب الزبونة.
problem-next-auth-20003 = يستبدل التاجر رمز الحساب في صفحة واتساب.
problem-next-template-paused = يُدخل التاجر قالبا آخر لهذا النص.
problem-next-sender-offline = انظر في Twilio لماذا الرقم غير متصل؛ تخرج رسائله حين يعود.
problem-next-send-failed = ابحث عن الرمز؛ أعد المحاولة حين يزول السبب، وإلا فنحّها.
