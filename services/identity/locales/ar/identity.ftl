# Navigation
nav-stores = الفروع
nav-team = الفريق
nav-profile = الملف الشخصي
nav-sessions = الأجهزة
nav-security = الأمان
nav-keys = مفاتيح API
nav-merchants = التجار
nav-consents = الرسائل
nav-opt-ins = الموافقات
nav-privacy = الخصوصية
nav-erasures = عمليات المحو

# Common words
email = البريد الإلكتروني
password = كلمة المرور
password-new = كلمة المرور الجديدة
password-current = كلمة المرور الحالية
password-hint = 10 أحرف على الأقل. جملة قصيرة تفي بالغرض.
password-change = تغيير كلمة المرور
password-changed = تم تغيير كلمة المرور. تم تسجيل الخروج من أجهزتك الأخرى.
display-name = اسمك
language = اللغة
country = البلد
currency = العملة
currency-hint = لا يمكن تغييرها لاحقًا.
city = المدينة
timezone = المنطقة الزمنية
save = حفظ
saved = تم الحفظ
cancel = إلغاء
actions = إجراءات
sign-out = تسجيل الخروج
go-home = إلى الصفحة الرئيسية
form-wrong = يرجى مراجعة هذه النقاط

# Signing in
login-title = تسجيل الدخول
login-submit = تسجيل الدخول
login-forgot = هل نسيت كلمة المرور؟
login-new = ليس لديك حساب بعد؟
login-verified = تم تأكيد البريد. يمكنك تسجيل الدخول الآن.
login-reset = تم تغيير كلمة المرور. سجّل الدخول بالجديدة.

# Signing up
signup-title = إنشاء حساب
signup-lead = حساب واحد للشراء والبيع.
signup-submit = إنشاء حسابي
signup-known = لديك حساب بالفعل؟
signup-sent-title = تحقق من بريدك
signup-sent-lead = أرسلنا إليك رابطًا لتأكيد بريدك.
signup-sent-none = لم يصلك شيء؟ ابحث في الرسائل غير المرغوبة أو اطلب رابطًا جديدًا.
verify-title = تأكيد بريدك
verify-lead = نقرة واحدة ويكتمل الأمر.
verify-submit = تأكيد بريدي
verify-again = إرسال رابط جديد
verify-spent = إن كنت قد أكدته فسجّل الدخول، وإلا فاطلب رابطًا جديدًا.

# A forgotten password
forgot-title = نسيت كلمة المرور
forgot-lead = سنرسل إليك رابطًا لاختيار كلمة جديدة.
forgot-submit = إرسال الرابط
forgot-sent-title = تحقق من بريدك
forgot-sent-lead = إن كان هناك حساب بهذا البريد فالرابط في الطريق. يعمل مرة واحدة خلال 30 دقيقة.
reset-title = كلمة مرور جديدة
reset-lead = سيتم تسجيل الخروج من جميع أجهزتك.
reset-submit = حفظ كلمة المرور
reset-again = طلب رابط جديد

# Profile and devices
profile-person = أنت
profile-password = كلمة المرور
sessions-lead = الأجهزة التي سجّلت الدخول منها. أخرج ما لا تعرفه.
session-device = الجهاز
session-seen = آخر نشاط
session-state = الحالة
session-current = هذا الجهاز
session-end = تسجيل الخروج
session-end-others = تسجيل الخروج من البقية
session-browser = متصفح
session-api = تطبيق
device-unknown = جهاز غير معروف

# Second factor and confirmation
security-lead = ما يحمي حسابك إلى جانب كلمة المرور.
login-again = ابدأ تسجيل الدخول من جديد
factor-title = رمز عند تسجيل الدخول
factor-lead = افتح تطبيق الرموز واكتب الأرقام الستة.
factor-note = بعد كلمة المرور يعطيك هاتفك رمزاً يتغيّر كل 30 ثانية.
factor-code = الرمز
factor-code-hint = ستة أرقام، أو رمز استرداد.
factor-on = مُفعَّل
factor-off = غير مُفعَّل
factor-codes-left = رموز الاسترداد المتبقية: { $count }
factor-begin = تفعيل
factor-remove = إيقاف
factor-removed = لن يُطلب الرمز بعد الآن.
factor-setup = ربط هاتفك
factor-setup-note = صوّر الصورة بتطبيق رموز مثل Aegis أو FreeOTP أو Google Authenticator.
factor-picture = صورة لتطبيق الرموز
factor-key = من دون كاميرا، اكتب هذا المفتاح:
factor-first = الرمز الذي يظهر في التطبيق الآن.
factor-finish = تحقَّق وفعِّل
factor-codes = رموز الاسترداد
factor-codes-note = كل رمز يحل محل الهاتف مرة واحدة. دوِّنها الآن: لن تُعرض مرة أخرى.
factor-codes-kept = لقد دوَّنتها
confirm-title = هل هذا أنت؟
confirm-lead = ما تفعله مهم: أكِّده بكلمة مرورك.
confirm-submit = تأكيد

# Passkeys
passkeys-title = مفاتيح المرور
passkeys-note = سجِّل الدخول ببصمتك أو وجهك أو رمز جهازك: بلا كلمة مرور ولا رمز تكتبه.
passkey-name = الاسم
passkey-name-hint = الجهاز الذي يحفظه، مثلاً «هاتفي».
passkey-add = إضافة مفتاح مرور
passkey-added = أُضيف مفتاح المرور. يمكنك تسجيل الدخول به من الآن.
passkey-remove = إزالة
passkey-removed = أُزيل مفتاح المرور. احذفه من جهازك أيضاً.
passkey-used = آخر استخدام
passkey-unused = لم يُستخدم قط
passkey-sign-in = تسجيل الدخول بمفتاح مرور
passkey-confirm = التأكيد بمفتاح مرور
passkey-failed = لم ينجح ذلك. أعد المحاولة أو استخدم كلمة مرورك.
passkey-script = تحتاج مفاتيح المرور إلى JavaScript: فعِّله في متصفحك.

# Onboarding and stores
onboarding-title = افتح متجرك
onboarding-lead = ثلاث إجابات ثم تضيف أول منتج.
onboarding-submit = افتح متجري
onboarding-shop = أريد الشراء فقط
shop-name = اسم المتجر
stores-lead = لكل فرع عنوانه على الويب وعملته وواجهته.
store-address = العنوان على الويب
store-new = فرع إضافي
store-add = إضافة الفرع
slug-hint = حروف لاتينية صغيرة وأرقام وشرطات. ستتوقف الروابط القديمة.

# All shops of a person
shops-title = كل متاجري
shops-lead = ما يحدث اليوم في كل متجر، وما يحتاج إليك.
shops-none = لا متجر
shops-none-text = افتح متجراً أو اقبل دعوة: سيظهر هنا.
shops-open = اذهب إليه
shops-more = متاجر أخرى

# Team
team-lead = من يعمل هنا وما يمكن لكل شخص فعله.
members = الأعضاء
member = العضو
member-state = الحالة
member-active = نشط
member-suspended = موقوف
member-suspend = إيقاف
member-activate = إعادة التفعيل
member-remove = إزالة
member-leave = مغادرة الفريق
role = الدور
role-owner = المالك
role-manager = المدير
role-seller = البائع
role-agent = المساعد
invite = دعوة
invite-title = دعوة شخص
invite-note = يصل الشخص رابط بالبريد صالح سبعة أيام.
invitations = الدعوات المعلقة
invitations-none = لا توجد دعوات معلقة
invitations-none-text = تبقى الدعوات هنا حتى يتم الرد عليها.
invitation-until = صالحة حتى
invitation-revoke = سحب
invitation-title = دعوة لك
invitation-lead = يدعوك { $shop } إلى فريقه: { $role }.
invitation-accept = قبول الدعوة
invitation-other-title = هذه الدعوة لبريد آخر
invitation-other = سجّل الدخول بـ { $email } لقبولها.

# Keys of programs
keys-lead = لبرامجك: الصندوق والمحاسبة والموقع. لا يفتح المفتاح إلا ما تختاره.
keys-none = لا مفاتيح
keys-none-text = أنشئ مفتاحاً لكل برنامج واسحبه حين لا يعود مستخدَماً.
key-name = الاسم
key-name-hint = البرنامج الذي يستخدمه، مثلاً «الصندوق».
key-access = الصلاحية
key-used = آخر استخدام
key-unused = أبداً
key-until = صالح حتى
key-life = المدة
key-for-ever = بلا نهاية
key-days = { $days } يوماً
key-new = مفتاح جديد
key-new-note = يعمل المفتاح باسمك في هذا المتجر، ويتوقف إذا غادرت الفريق.
key-make = إنشاء المفتاح
key-made = أُنشئ المفتاح
key-made-note = انسخه الآن: لن يُعرض مرة أخرى.
key-revoke = سحب
area-catalog = الكتالوج
area-orders = الطلبات
area-payments = المدفوعات
area-reservations = البث المباشر
area-whatsapp = واتساب
access-none = بلا صلاحية
access-read = قراءة
access-write = قراءة وتعديل

# Merchants, for operators
merchants-lead = من يبيع هنا ومن ينتظر القبول.
merchants-none = لا تجار
merchants-none-text = جرّب اسماً آخر أو حالة أخرى.
merchant-name = الاسم
merchant-state = الحالة
merchant-since = أُنشئ في
merchant-people = أفراد الفريق
merchant-why = سبب التعليق
merchant-find = بحث
merchant-decide = اتخاذ قرار
merchant-reason = السبب
merchant-reason-hint = يبقى في السجل. وعند التعليق يقرؤه فريق التاجر.
merchant-approve = قبول
merchant-refuse = رفض
merchant-suspend = تعليق
merchant-reinstate = إعادة التفعيل
merchant-record = القرارات
merchant-record-none = لم يُتخذ أي قرار بعد
merchant-when = متى
merchant-operator = المشغّل
tenant-any = الكل
tenant-pending = في الانتظار
tenant-active = نشط
tenant-suspended = مُعلَّق
shop-pending = { $shop } في انتظار القبول
shop-pending-text = جهّز متجرك الآن: سيظهر فور قبول المنصة له.
shop-suspended = { $shop } مُعلَّق
shop-suspended-text = السبب: { $reason }. لا يرى الزبائن المتجر، وبياناتك محفوظة. راسل المنصة للتحدث في الأمر.

# Consents
consents-lead = اختر من يمكنه مراسلتك ولماذا. يمكنك تغيير رأيك في أي وقت.
consents-note = ما لم يُحدَّد لا يُرسل.
consents-agreed = وافقت على:
consent-shop = المتجر
consent-choose = اختيار
consent-platform = سوق، المنصة
consent-order-whatsapp = الطلبات عبر واتساب
consent-marketing-whatsapp = العروض عبر واتساب
consent-marketing-email = العروض عبر البريد
consent-order-whatsapp-text = أريد تلقي أخبار طلباتي عبر واتساب.
consent-marketing-whatsapp-text = أريد تلقي العروض عبر واتساب.
consent-marketing-email-text = أريد تلقي العروض عبر البريد الإلكتروني.
consent-phone = رقم واتساب
consent-phone-hint = مع رمز البلد، مثلاً ‎+212 612 345 678.
opt-ins-lead = الزبائن الذين وافقوا على رسائلك مع إثبات كل موافقة.
opt-ins-note = صدّر القائمة قبل الإرسال مباشرة: من غيّر رأيه لا يظهر فيها.
consents-export = تصدير (CSV)

# Taking back what was agreed to at a checkout
opt-out-title = عروض { $store }
opt-out-lead = عند الطلب وافقت على:
opt-out-submit = إيقاف كل ذلك
opt-out-done = تم. لن يراسلك المتجر إلا بشأن طلباتك.
opt-out-none = ليس لديك أي موافقة لدى هذا المتجر.
opt-out-home = إلى الصفحة الرئيسية

# Erasure
privacy-lead = بياناتك ملكك.
data-title = بياناتي
data-note = كل ما تحتفظ به المنصة عنك في ملف واحد.
data-take = تنزيل
erase-title = محو حسابي
erase-note = لديك { $days } يوماً لتغيير رأيك. بعد ذلك يصبح نهائياً.
erase-gone = يُمحى: اسمك وعناوينك وأرقامك وسلالك وأجهزتك وصلاحياتك.
erase-stays = يبقى من دون اسمك: مبالغ الطلبات التي يفرض القانون حفظها، وإثبات موافقاتك.
erase-ask = محو حسابي
erase-waits = سيُمحى حسابك في
erase-waits-note = حتى ذلك الحين يعمل كل شيء كما كان.
erase-undo = الاحتفاظ بحسابي
erase-undone = سيبقى حسابك.
erasures-lead = من طلب المحو وأي الوحدات أجابت.
erasures-none = لا طلبات
erasures-none-text = تظهر هنا الطلبات المقدمة من الحسابات.
erasure-who = الشخص
erasure-asked = طُلب في
erasure-answers = الأجوبة (الصفوف)
erasure-when = الموعد أو النهاية
erasure-requested = مطلوب
erasure-undone = أُلغي
erasure-running = جارٍ
erasure-done = اكتمل

# The demo mailbox
mailbox-title = صندوق بريد تجريبي
mailbox-open = فتح الصندوق التجريبي
mailbox-note = لا يوجد خادم بريد هنا: تصل الرسائل إلى هذا الصندوق.
mailbox-demo = عرض تجريبي
mailbox-demo-text = لا تُرسل أي رسالة فعليًا. يمكن لأي شخص قراءة هذه الصفحة، وتختفي عند ضبط خادم بريد.
mailbox-empty = لا رسائل بعد
mailbox-empty-text = أنشئ حسابًا وستصل رسالة التأكيد هنا.
mail-subject = الموضوع
mail-to = إلى
mail-at = وصلت

# Mails
mail-signature = سوق
mail-verify-subject = أكّد بريدك
mail-verify-text =
    مرحبًا بك في سوق!

    أكّد بريدك عبر هذا الرابط الصالح { $hours } ساعة:
    { $link }

    لم تنشئ حسابًا؟ لا تفعل شيئًا.
mail-known-subject = لديك حساب بالفعل
mail-known-text =
    حاول شخص ما، ربما أنت، إنشاء حساب بهذا البريد. الحساب موجود: سجّل الدخول هنا.
    { $link }

    لم تكن أنت؟ لا تفعل شيئًا.
mail-reset-subject = كلمة مرورك الجديدة
mail-reset-text =
    اختر كلمة مرور جديدة عبر هذا الرابط. يعمل مرة واحدة خلال { $minutes } دقيقة:
    { $link }

    لم تطلب ذلك؟ لا تفعل شيئًا، كلمة مرورك لم تتغير.
mail-changed-subject = تم تغيير كلمة مرورك
mail-changed-text =
    تغيّرت كلمة مرور حسابك للتو وتم تسجيل الخروج من أجهزتك الأخرى.

    لم تكن أنت؟ اختر كلمة جديدة فورًا:
    { $link }
mail-stolen-subject = تم إنهاء إحدى جلساتك
mail-stolen-text =
    عاد مفتاح دخول سبق استخدامه: ربما نسخه شخص ما. احتياطًا سجّلنا الخروج من ذلك الجهاز.

    راجع أجهزتك، وإن شككت فغيّر كلمة المرور:
    { $link }
mail-factor-subject = أُوقف رمز تسجيل الدخول
mail-factor-text =
    لم يعد حسابك يطلب رمزاً عند تسجيل الدخول.

    لم تكن أنت؟ اختر كلمة مرور جديدة فوراً:
    { $link }
mail-passkey-added-subject = أُضيف مفتاح مرور
mail-passkey-added-text =
    يمكن من الآن تسجيل الدخول إلى حسابك بمفتاح المرور «{ $name }».

    لم تكن أنت؟ أزِله واختر كلمة مرور جديدة فوراً:
    { $link }
mail-passkey-removed-subject = أُزيل مفتاح مرور
mail-passkey-removed-text =
    لم يعد بالإمكان تسجيل الدخول إلى حسابك بمفتاح المرور «{ $name }».

    لم تكن أنت؟ تحقَّق من أمان حسابك فوراً:
    { $link }
mail-passkey-copied-subject = رُفض مفتاح مرور
mail-passkey-copied-text =
    رُفض مفتاح المرور «{ $name }»: قد تكون هناك نسخة منه.

    للأمان، أزِله وأضف مفتاحاً جديداً:
    { $link }
mail-erasure-subject = سيُمحى حسابك
mail-erasure-text =
    طلبت محو حسابك. سيحدث ذلك خلال { $days } يوماً.

    غيّرت رأيك أو لم تكن أنت؟ احتفظ بحسابك هنا:
    { $link }
mail-invitation-subject = دعوة من { $shop }
mail-invitation-text =
    يدعوك { $shop } إلى فريقه على سوق: { $role }.

    أجب عبر هذا الرابط الصالح { $days } أيام:
    { $link }

# Problems
problem-credentials-wrong = البريد أو كلمة المرور غير صحيحة
problem-login-throttled = محاولات كثيرة جدًا
    .detail = حاول بعد { $minutes } دقيقة أو اختر كلمة مرور جديدة.
problem-email-unverified = أكّد بريدك أولًا
    .detail = افتح الرابط الذي أرسلناه إليك.
problem-passkey-refused = لم يُقبل مفتاح المرور هذا
    .detail = جرِّب مفتاحاً آخر أو استخدم كلمة مرورك.
problem-passkey-known = مفتاح المرور هذا في قائمتك بالفعل
problem-challenge-over = مضى وقت طويل
    .detail = أعد المحاولة.
problem-second-factor-required = يلزم رمز
    .detail = أرسل أيضاً رمز تطبيقك أو رمز استرداد.
problem-second-factor-on = رمز تسجيل الدخول مُفعَّل بالفعل
problem-ticket-over = مضى وقت طويل
    .detail = اكتب كلمة مرورك من جديد.
problem-erasure-open = طُلب المحو من قبل
problem-session-unknown = انتهت جلستك
problem-refresh-refused = انتهت جلستك
    .detail = سجّل الدخول من جديد.
problem-link-spent = هذا الرابط لم يعد يعمل
    .detail = سبق استخدامه أو أنه قديم.
problem-invitation-spent = هذه الدعوة لم تعد صالحة
    .detail = سبق استخدامها أو سُحبت أو انتهت. اطلب دعوة جديدة.
problem-invitation-other-email = هذه الدعوة لبريد آخر
problem-team-full = لا مكان في هذا الفريق حالياً
    .detail = راجِع من دعاك؛ تبقى الدعوة صالحة.
problem-invitation-over = هذه الدعوة لم تعد معلقة
problem-member-changed = تم تعديل هذا العضو للتو
    .detail = أعد تحميل الصفحة.
problem-last-owner = يجب أن يبقى مالك
    .detail = عيّن مالكًا آخر أولًا.
problem-tenant-status = الأمر كذلك بالفعل
problem-slug-taken = هذا العنوان مستخدم
problem-sign-in-busy = كثيرون يسجّلون الدخول الآن
    .detail = حاول بعد لحظة.

# Fields
field-code-wrong = هذا الرمز غير صحيح أو استُخدم من قبل
field-passkey-wrong = لم يُقبل مفتاح المرور هذا
field-passkey-unreadable = تتعذّر قراءة جواب الجهاز
field-days-range = من 1 إلى 366 يوماً
field-phone-wrong = اكتب الرقم مع رمز البلد، مثلاً ‎+212612345678
field-password-short = 10 أحرف على الأقل
field-password-long = 128 حرفًا على الأكثر
field-password-contains-email = يجب ألا تحتوي كلمة المرور على بريدك
field-password-common = سهلة التخمين: اختر جملة قصيرة
field-password-wrong = ليست كلمة مرورك الحالية
field-slug-wrong = من 3 إلى 60 حرفًا لاتينيًا صغيرًا أو رقمًا أو شرطة
field-country-wrong = رمز البلد من حرفين، مثل MA
field-currency-wrong = رمز العملة من ثلاثة أحرف، مثل EUR
field-timezone-wrong = اسم منطقة زمنية، مثل Africa/Casablanca

# Countries
country-fr = فرنسا
country-be = بلجيكا
country-ch = سويسرا
country-lu = لوكسمبورغ
country-ca = كندا
country-ma = المغرب
country-dz = الجزائر
country-tn = تونس
country-sn = السنغال
country-ci = ساحل العاج
country-cm = الكاميرون
country-eg = مصر
country-ae = الإمارات العربية المتحدة
country-sa = السعودية
country-es = إسبانيا
country-mx = المكسيك
country-pt = البرتغال
country-br = البرازيل
country-gb = المملكة المتحدة
country-ie = أيرلندا
country-us = الولايات المتحدة
country-de = ألمانيا
country-it = إيطاليا
country-nl = هولندا

# Operators look at what others see, and step in
nav-impersonations = المشاهدة بعين غيرك
look-lead = شاهد ما يراه تاجر أو زبون لتساعده. لا يمكن تغيير أي شيء.
look-merchant = المشاهدة بعين هذا التاجر
look-customer = المشاهدة بعين زبون
look-note = لمدة 15 دقيقة، للمشاهدة فقط. يُبلَّغ المالكون أو الشخص بالبريد مع السبب.
look-begin = ابدأ
look-reason-hint = يقرؤه المعنيون.
look-tenant = التاجر
look-person = البريد أو المعرّف
look-person-hint = عنوان حساب، أو usr_…
look-whose = المُشاهَد
look-ended = النهاية
look-open = جارية
look-record = ما تمت مشاهدته
look-none = لا شيء بعد
look-none-text = تبقى كل مشاهدة هنا مع سببها.
look-told = تُسجَّل كل بداية ونهاية ضمن أعمال المشغّلين.
field-person-unknown = لا أحد لديه هذا العنوان
field-person-operator = هذا مشغّل للمنصّة
field-one-of-two = اختر تاجراً أو شخصاً، لا كليهما
problem-browser-needed = سجّل الدخول من متصفح
problem-impersonation-open = أنت تشاهد شيئاً آخر بالفعل
mail-looked-at-subject = المنصّة تطّلع على مساحتك
mail-looked-at-text =
    يرى أحد مشغّلي المنصّة لمدة { $minutes } دقيقة ما تراه أنت، دون أن يستطيع تغيير أي شيء.

    السبب: { $reason }

    لديك سؤال؟ اكتب إلى المنصّة.
mail-stock-subject = يوشك على النفاد: { $first }
mail-stock-text =
    نزلت هذه المنتجات إلى الحد الذي حددته:
    { $list }

    أعد التزويد أو غيّر الحدود:
    { $link }
mail-intervened-subject = تدخّلت المنصّة في الطلب { $number }
mail-intervened-text =
    تدخّلت المنصّة في الطلب { $number }. ما تم ولماذا:
    { $link }

# Plans
nav-plan = الباقة
plan-lead = باقتك: { $plan }.
plan-free = مجانية
plan-pro = احترافية
plan-unlimited = بلا حدود
plan-use = الاستخدام
plan-what = العنصر
plan-used = المستخدم
plan-limit = الحد
plan-no-limit = بلا حد
plan-full = ممتلئ
plan-more = تحتاج إلى المزيد؟ اكتب إلى المنصّة.
plan-without = لا تشمل هذه الباقة: { $modules }
plan-give = منح هذه الباقة
plan-record = تغييرات الباقة
problem-quota-reached = تسمح باقتك بـ { $limit } على الأكثر
    .detail = أفسح مكاناً أو اطلب باقة أخرى من المنصّة.
problem-plan-unchanged = لديه هذه الباقة بالفعل
problem-plan-changed-meanwhile = تغيّرت الباقة في هذه الأثناء
