menu-dashboard = Espaço do comerciante
menu-ops = Operações
menu-shop = Ver o mercado
menu-signup = Criar uma conta
menu-tenants = Trabalhar para
page-failed = O pedido não foi concluído
page-home = Voltar ao início
page-retry = Tentar de novo
