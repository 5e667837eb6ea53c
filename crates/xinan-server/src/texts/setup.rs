//! The words of the first set-up.

use xinan_domain::texts;

texts! {
    setup_audit = "看查阅记录：谁、什么时候、做了什么。档案只显示编码，没有姓名。", "Reads the log: who did what and when. Records are numbers in it, without a name.";
    setup_before = "已经设置过了", "It is set up already";
    setup_before_explained = "三种管理员已经设好，初始密码只显示一次。没有记下的，请在服务器上运行 xinan account password 登录名，会给一个新的。", "The three administrators are there, and their first passwords were shown once. If one was not written down, run xinan account password LOGIN on the server for a new one.";
    setup_button = "设好三种管理员", "Set up the three administrators";
    setup_county = "县（市、区）", "County";
    setup_county_missing = "请选县（市、区）。", "Please choose the county.";
    setup_done = "三种管理员已设好", "The three administrators are set up";
    setup_explained = "这个系统还没有账号。请填启动时显示的设置码，再写三种管理员各由谁担任。三个人要各不相同：给岗位的人不确认岗位，看记录的人两样都不办。", "There is no account here yet. Please give the token that the server showed when it started, and say who the three administrators are. They are three people: who gives posts does not confirm them, and who reads the log does neither.";
    setup_next = "请三个人各自登录，换成自己的密码，设好第二步验证。系统管理员再开其他账号，安全保密管理员确认岗位。", "Each of them signs in, replaces the password and sets up the second step. Then the system administrator adds accounts, and the security administrator confirms their posts.";
    setup_of(kind: &str, what: &str) = "{kind}的{what}", "{what} of the {kind}";
    setup_office_missing = "请填三个人所在的单位。", "Please give their institution.";
    setup_once = "这三个密码只在这里显示一次，离开本页就看不到了。请当面分别交给本人；第一次登录时要换成自己的密码。", "These passwords are shown only here and only now. Please hand each over in person; it is replaced at the first sign-in.";
    setup_same_login = "三个人的登录名不能相同。请换一个。", "The three sign in with different names. Please choose another.";
    setup_same_person = "三种管理员要由三个人分别担任。请填另一个人。", "The three administrators are three people. Please name another.";
    setup_security = "确认新岗位，看谁在哪里登录着，必要时登出；看密钥和查阅记录的状态。", "Confirms posts, sees where staff are signed in and ends sessions, sees how keys and log stand.";
    setup_sign_in = "去登录", "Sign in";
    setup_system = "管理机构、账号和岗位，办理交接。看不到患者资料。", "Keeps institutions, accounts and posts, and hands territories over. Sees no patient.";
    setup_title = "首次设置", "First set-up";
    setup_token = "设置码", "Set-up token";
    setup_token_hint = "xinan serve 启动时显示在终端里的 32 位字母和数字，横线可以不填", "32 letters and digits, shown in the terminal by xinan serve; the dashes may be left out";
    setup_token_missing = "请填设置码。", "Please give the token.";
    setup_token_old = "这个设置码已经过了 24 小时。请重新启动 xinan serve，会显示新的。", "This token is older than 24 hours. Please start xinan serve again; it shows a new one.";
    setup_token_wrong = "设置码不对。请核对服务器最近一次启动时显示的；找不到了，就重新启动 xinan serve，会显示新的。", "The token is not right. Please check the one that the server showed at its last start; if it is lost, start xinan serve again for a new one.";
}
