menu-dashboard = مساحة التاجر
menu-ops = التشغيل
menu-shop = زيارة السوق
menu-signup = إنشاء حساب
menu-tenants = العمل لصالح
page-failed = لم يكتمل الطلب
page-home = العودة إلى البداية
page-retry = إعادة المحاولة
